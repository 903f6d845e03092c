import { deploymentOf } from './__testUtils__/deployment';
import { chooseContainer } from './container';

const configuredAt = 'kubernetes.container';
const BY_DEFAULT = 'kubectl.kubernetes.io/default-container';
const named = (...names: unknown[]) => names.map(name => ({ name }));

it.each([
  ['the only one', named('app'), undefined, {}, 'app'],
  ['the configured one', named('proxy', 'app'), 'app', {}, 'app'],
  [
    'the one that kubectl takes',
    named('proxy', 'app'),
    undefined,
    { [BY_DEFAULT]: 'app' },
    'app',
  ],
  [
    'the configured one before that',
    named('proxy', 'app'),
    'proxy',
    { [BY_DEFAULT]: 'app' },
    'proxy',
  ],
  [
    'the only one with a name',
    [null, {}, { name: 'app' }],
    undefined,
    {},
    'app',
  ],
])('takes %s', (_, containers, container, annotations, expected) => {
  const deployment = deploymentOf({
    containers,
    template: { metadata: { annotations }, spec: { containers } },
  });
  expect(chooseContainer(deployment, { container, configuredAt })).toEqual({
    container: { name: expected },
  });
});

it.each([
  [
    named('app', 'proxy'),
    undefined,
    "The pods have several containers, app, proxy: ask the portal's operator to name one in kubernetes.container.",
  ],
  [
    named('app', 'proxy'),
    'web',
    "There is no container web, only app, proxy: ask the portal's operator to correct kubernetes.container.",
  ],
  [
    named(...Array.from({ length: 12 }, (_, index) => `c${index}`)),
    'web',
    expect.stringContaining('c9 and 2 more:'),
  ],
  [[], undefined, 'The deployment names no container.'],
  [null, 'app', 'The deployment names no container.'],
  ['app', 'app', 'The deployment names no container.'],
])('of %j, does not guess which is %s', (containers, container, refusal) => {
  const deployment = deploymentOf({ template: { spec: { containers } } });
  expect(chooseContainer(deployment, { container, configuredAt })).toEqual({
    refusal,
  });
});

it('takes no container that only the annotation knows', () => {
  const deployment = deploymentOf({
    template: {
      metadata: { annotations: { [BY_DEFAULT]: 'gone' } },
      spec: { containers: named('app', 'proxy') },
    },
  });
  expect(chooseContainer(deployment, { configuredAt })).toEqual({
    refusal: expect.stringContaining('several containers, app, proxy'),
  });
});
