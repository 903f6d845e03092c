import { ConfigReader } from '@backstage/config';
import { readAdministrators } from './administrators';

const read = (administrators?: unknown) =>
  readAdministrators(
    new ConfigReader({ permission: { administrators } } as {}),
  );

it.each([
  [undefined, []],
  [
    ['group:default/platform', 'User:Jane', 'group:Other/On-Call'],
    ['group:default/platform', 'user:default/jane', 'group:other/on-call'],
  ],
])('reads %j', (configured, refs) => {
  expect(read(configured)).toEqual(refs);
});

it.each(['platform', 'component:default/platform', 'group:', ''])(
  'refuses %j, for nobody would ever be it',
  ref => {
    expect(() => read(['group:default/a', ref])).toThrow(
      /permission.administrators/,
    );
  },
);
