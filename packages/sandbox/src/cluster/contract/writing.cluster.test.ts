import type { WatchEvent } from '../objects';
import { containerPatch, refusal, useContract } from './contract';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();

const path = () => `${contract.apps}/deployments/steady`;

beforeAll(async () => {
  await contract.apply(
    'Secret',
    { name: 'keys' },
    { stringData: { 'api-key': 'first', other: 'stays' } },
  );
  await contract.deploy('steady', programs.steady, {
    replicas: 0,
    container: {
      env: [
        {
          name: 'KEY',
          valueFrom: { secretKeyRef: { name: 'keys', key: 'api-key' } },
        },
        { name: 'MODE', value: 'direct' },
      ],
    },
  });
  await contract.rolledOut('steady');
});

it('a deployment of nothing says no count', async () => {
  const { status } = await contract.admin.get(path());
  const counts = Object.keys(status).filter(key => /^\w+Replicas$/.test(key));
  expect(counts.filter(key => key !== 'terminatingReplicas')).toEqual([]);
  expect(status).not.toHaveProperty('replicas');
});

it('from an outdated version is a conflict', async () => {
  const error = await refusal(
    contract.admin.patch(`${contract.core}/secrets/keys`, 'merge', {
      metadata: { resourceVersion: '1' },
      data: { other: 'eA==' },
    }),
  );
  expect(error.status).toMatchObject({
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on secrets "keys": the object has been modified; please apply your changes to the latest version and try again',
  });
});

it.each<[string, object, object[]]>([
  [
    'a source that becomes a value',
    { env: [{ name: 'KEY', value: 'plain', valueFrom: null }] },
    [
      { name: 'KEY', value: 'plain' },
      { name: 'MODE', value: 'direct' },
    ],
  ],
  [
    'an env that goes',
    { env: [{ name: 'KEY', $patch: 'delete' }] },
    [{ name: 'MODE', value: 'direct' }],
  ],
])('as a dry run shows %s, and changes nothing', async (_, patch, env) => {
  const before = await contract.admin.get(path());
  const shown = await contract.admin.patch(
    path(),
    'strategic',
    containerPatch(patch),
    { dryRun: 'All' },
  );
  expect(shown.spec.template.spec.containers[0].env).toEqual(env);
  expect(shown.metadata.generation).toBe(before.metadata.generation + 1);
  const after = await contract.admin.get(path());
  expect(after.spec).toEqual(before.spec);
  expect(after.metadata.generation).toBe(before.metadata.generation);
});

it('a value beside its source is refused', async () => {
  const error = await refusal(
    contract.admin.patch(
      path(),
      'strategic',
      containerPatch({ env: [{ name: 'KEY', value: 'plain' }] }),
    ),
  );
  expect(error.status).toMatchObject({
    code: 422,
    reason: 'Invalid',
    message:
      'Deployment.apps "steady" is invalid: spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
  });
});

it('what is there already, or is not there, is refused by name', async () => {
  const twice = await refusal(
    contract.admin.create(`${contract.core}/secrets`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys' },
    }),
  );
  expect(twice.status).toMatchObject({
    code: 409,
    reason: 'AlreadyExists',
    message: 'secrets "keys" already exists',
  });
  const absent = await refusal(
    contract.admin.patch(`${contract.apps}/deployments/absent`, 'merge', {}),
  );
  expect(absent.status).toMatchObject({
    code: 404,
    reason: 'NotFound',
    message: 'deployments.apps "absent" not found',
  });
});

it('is seen by a watch that goes on from a version, into and out of its selection', async () => {
  const secrets = `${contract.core}/secrets`;
  const { metadata } = await contract.admin.get(secrets);
  await contract.apply('Secret', { name: 'watched' });
  for (const wanted of ['yes', 'no']) {
    await contract.apply('Secret', { name: 'watched', labels: { wanted } });
  }
  const seen: string[] = [];
  const stop = new AbortController();
  await contract.admin
    .watch(
      secrets,
      {
        labelSelector: 'wanted=yes',
        resourceVersion: metadata.resourceVersion,
      },
      ({ type, object }: WatchEvent) => {
        seen.push(`${type} ${object.metadata.name}`);
        if (type === 'DELETED') stop.abort();
      },
      stop.signal,
    )
    .catch(() => {});
  expect(seen).toEqual(['ADDED watched', 'DELETED watched']);
});
