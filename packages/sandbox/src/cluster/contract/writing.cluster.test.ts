import { containerPatch, refusal, useContract } from './contract';
import { programs } from './programs';
import { watch } from './until';

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
  expect(error.body).toMatchObject({
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

const orderOf = (...names: string[]) => names.map(name => ({ name }));

it.each<[string, object, string[]]>([
  ['first', {}, ['NEW', 'KEY', 'MODE']],
  [
    'where its order says',
    { '$setElementOrder/env': orderOf('KEY', 'MODE', 'NEW') },
    ['KEY', 'MODE', 'NEW'],
  ],
  [
    'where an order says that knows one too few and one too many',
    { '$setElementOrder/env': orderOf('GONE', 'KEY', 'NEW') },
    ['KEY', 'NEW', 'MODE'],
  ],
])('puts a new env %s', async (_, order, names) => {
  const shown = await contract.admin.patch(
    path(),
    'strategic',
    containerPatch({ env: [{ name: 'NEW', value: 'yes' }], ...order }),
    { dryRun: 'All' },
  );
  const { env } = shown.spec.template.spec.containers[0];
  expect(env.map(({ name }: { name: string }) => name)).toEqual(names);
});

it('keeps who was the last to set a field', async () => {
  await contract.deploy('owned', programs.steady, {
    replicas: 0,
    container: { env: [{ name: 'KEY', value: 'kept' }] },
  });
  const owned = `${contract.apps}/deployments/owned`;
  const ownersAfter = async (fieldManager: string, patch: object) => {
    const { metadata } = await contract.admin.patch(owned, 'strategic', patch, {
      fieldManager,
    });
    const entries: any[] = metadata.managedFields.filter(
      ({ manager }: { manager: string }) => ['one', 'two'].includes(manager),
    );
    return entries.map(({ manager, operation, fieldsV1 }) => {
      const env =
        fieldsV1['f:spec']?.['f:template']['f:spec']['f:containers'][
          'k:{"name":"app"}'
        ]['f:env']['k:{"name":"MODE"}'];
      const annotations = fieldsV1['f:metadata']?.['f:annotations'];
      return [operation, manager, env ?? null, annotations?.['f:note'] ?? null];
    });
  };
  const mode = (value: string) =>
    containerPatch({ env: [{ name: 'MODE', value }] });
  const noted = { metadata: { annotations: { note: 'by one' } } };
  const whole = { '.': {}, 'f:name': {}, 'f:value': {} };

  expect(await ownersAfter('one', { ...mode('a'), ...noted })).toEqual([
    ['Update', 'one', whole, {}],
  ]);
  // Who sets what it is already has set nothing.
  expect(await ownersAfter('two', mode('a'))).toEqual([
    ['Update', 'one', whole, {}],
  ]);
  for (const value of ['b', 'a']) {
    const owners = await ownersAfter('two', mode(value));
    expect(owners).toHaveLength(2);
    expect(owners).toEqual(
      expect.arrayContaining([
        ['Update', 'one', { '.': {}, 'f:name': {} }, {}],
        ['Update', 'two', { 'f:value': {} }, null],
      ]),
    );
  }
  await contract.admin.patch(
    owned,
    'strategic',
    containerPatch({ env: [{ name: 'MODE', $patch: 'delete' }] }),
  );
  expect(await ownersAfter('two', mode('a'))).toEqual(
    expect.arrayContaining([
      ['Update', 'one', null, {}],
      ['Update', 'two', whole, null],
    ]),
  );
});

it('a value beside its source is refused', async () => {
  const error = await refusal(
    contract.admin.patch(
      path(),
      'strategic',
      containerPatch({ env: [{ name: 'KEY', value: 'plain' }] }),
    ),
  );
  expect(error.body).toMatchObject({
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
  expect(twice.body).toMatchObject({
    code: 409,
    reason: 'AlreadyExists',
    message: 'secrets "keys" already exists',
  });
  const absent = await refusal(
    contract.admin.patch(`${contract.apps}/deployments/absent`, 'merge', {}),
  );
  expect(absent.body).toMatchObject({
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
  await watch(
    contract.admin,
    secrets,
    {
      labelSelector: 'wanted=yes',
      resourceVersion: metadata.resourceVersion,
    },
    AbortSignal.timeout(20_000),
    ({ type, object }) => {
      seen.push(`${type} ${object.metadata.name}`);
      return type === 'DELETED';
    },
  );
  expect(seen).toEqual(['ADDED watched', 'DELETED watched']);
});
