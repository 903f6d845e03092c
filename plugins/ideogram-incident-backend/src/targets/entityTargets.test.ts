import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readIdeogramIncidentConfig } from '../config';
import { chooseTarget, EntityTargets } from './entityTargets';

const component = (name: string, annotation?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    ...(annotation !== undefined && {
      annotations: { 'ideogram-incident/targets': annotation },
    }),
  },
});

const { targets } = readIdeogramIncidentConfig(
  new ConfigReader({
    ideogramIncident: { targets: { production: {}, staging: {} } },
  }),
);

const service = new EntityTargets(
  catalogServiceMock({
    entities: [
      component('none'),
      component('empty', ' , '),
      component('one', 'production'),
      component('two', 'staging, production'),
      component('unknown', 'prod'),
      component('mixed', 'prod,staging'),
      component(
        'many',
        Array.from({ length: 10_000 }, (_, i) => `n${i}`).join(),
      ),
      component('long', 'x'.repeat(100_000)),
    ],
  }),
  targets,
);

const credentials = mockCredentials.user();

const ref = (name: string) => ({
  kind: 'component',
  namespace: 'default',
  name,
});

const resolve = async (entity: string, target: string | undefined) =>
  chooseTarget(await service.forEntity(ref(entity), credentials), target);

it.each([
  ['none', [], []],
  ['empty', [], []],
  ['one', ['production'], []],
  ['two', ['staging', 'production'], []],
  ['unknown', [], ['prod']],
  ['mixed', ['staging'], ['prod']],
])('the entity "%s" has its targets', async (name, defined, notDefined) => {
  const named = await service.forEntity(ref(name), credentials);
  expect(named.entityRef).toBe(`component:default/${name}`);
  expect(named.targets.map(target => target.name)).toEqual(defined);
  expect(named.undefinedTargets).toEqual(notDefined);
});

it.each([
  ['one', undefined, 'production'],
  ['one', 'production', 'production'],
  ['two', 'staging', 'staging'],
  ['mixed', 'staging', 'staging'],
])('of "%s", %s means %s', async (entity, name, expected) => {
  expect((await resolve(entity, name)).name).toBe(expected);
});

it.each([
  [
    'absent',
    undefined,
    'NotFoundError',
    'There is no entity component:default/absent, or you may not see it',
  ],
  [
    'none',
    undefined,
    'NotFoundError',
    'The entity component:default/none names no target: its annotation ideogram-incident/targets is absent or empty',
  ],
  [
    'none',
    'production',
    'NotFoundError',
    'The entity component:default/none names no target: its annotation ideogram-incident/targets is absent or empty',
  ],
  [
    'two',
    undefined,
    'InputError',
    'target is missing; name one of those of the entity component:default/two: staging, production',
  ],
  [
    'one',
    'staging',
    'NotFoundError',
    'The entity component:default/one does not name the target "staging"; it names production',
  ],
  [
    'unknown',
    'prod',
    'NotFoundError',
    'The target "prod" of the entity component:default/unknown is not defined: ask the operator of the portal to add ideogramIncident.targets.prod',
  ],
  [
    'unknown',
    undefined,
    'NotFoundError',
    'The target "prod" of the entity component:default/unknown is not defined: ask the operator of the portal to add ideogramIncident.targets.prod',
  ],
])('of "%s", %s is refused', async (entity, target, name, message) => {
  await expect(resolve(entity, target)).rejects.toMatchObject({
    name,
    message,
  });
});

it.each([
  ['many', undefined, /default\/many: n0, n1, .* n19 and 9980 more$/],
  ['many', 'staging', /it names n0, n1, .* n19 and 9980 more$/],
  ['long', undefined, /^The target "x{62}…" of /],
])('tells of "%s" in bearable length', async (entity, target, message) => {
  const { message: told } = await resolve(entity, target).catch(error => error);
  expect(told).toMatch(message);
  expect(told.length).toBeLessThan(500);
});
