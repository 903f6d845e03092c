import type {
  V1Container,
  V1Deployment,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import { containerPatch, programs, useContract } from 'sandbox/contract';
import { ofVersion } from './clusterObject';
import { restoreEnvPatch, setEnvPatch } from './envPatch';
import { mitigationOf } from './mitigation';
import {
  previousReplicaSet,
  restartPatch,
  scalePatch,
  undoRolloutPatch,
} from './rolloutPatches';
import { LAST_APPLIED, rotateSecretPatch } from './rotateSecretPatch';

jest.setTimeout(60_000);

const contract = useContract();
const inBase64 = (text: string) => Buffer.from(text).toString('base64');

const SOURCES = {
  value: { name: 'MODE', value: 'direct' },
  empty: { name: 'MODE', value: '' },
  secret: {
    name: 'MODE',
    valueFrom: { secretKeyRef: { name: 'keys', key: 'mode' } },
  },
  'config map': {
    name: 'MODE',
    valueFrom: { configMapKeyRef: { name: 'modes', key: 'mode' } },
  },
  field: {
    name: 'MODE',
    valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
  },
};
const OTHERS = [
  { name: 'FIRST', value: '1' },
  { name: 'LAST', value: '2' },
];

const pathOf = (name: string) => `${contract.apps}/deployments/${name}`;
const get = (name: string): Promise<V1Deployment> =>
  contract.admin.get(pathOf(name));
const patch = (
  name: string,
  body: object | undefined,
  fieldManager = 'portal',
): Promise<V1Deployment> =>
  contract.admin.patch(pathOf(name), 'strategic', body!, { fieldManager });
const appOf = ({ spec }: V1Deployment): V1Container =>
  spec!.template.spec!.containers.find(({ name }) => name === 'app')!;
const annotationsOf = ({ metadata }: V1Deployment) => ({
  ...metadata?.annotations,
  'deployment.kubernetes.io/revision': undefined,
});

const OVERRIDE = { env: 'MODE', value: 'queue' };
const BY = {
  action: 'enable-queue',
  since: '2026-11-25T12:00:00.000Z',
  by: 'user:default/jane',
};

it.each<[string, object[]]>([
  ['nothing', OTHERS],
  ...Object.entries(SOURCES).map(([name, entry]): [string, object[]] => [
    name,
    [OTHERS[0], entry, OTHERS[1]],
  ]),
])(
  'an override takes the place of %s, and gives it back',
  async (kind, env) => {
    const name = `override-${kind.replace(' ', '-')}`;
    await contract.deploy(name, programs.steady, {
      replicas: 0,
      container: { env: env as V1Container['env'] },
    } as object);
    const before = await contract.rolledOut(name);
    const original = (await get(name)).spec!.template;
    expect(before).toBeDefined();

    const found = await get(name);
    const container = appOf(found);
    const set = await patch(
      name,
      setEnvPatch(found, { container, ...OVERRIDE }, BY),
    );
    expect(appOf(set).env!.filter(({ name: each }) => each === 'MODE')).toEqual(
      [{ name: 'MODE', value: 'queue' }],
    );
    expect(
      setEnvPatch(set, { container: appOf(set), ...OVERRIDE }, BY),
    ).toBeUndefined();

    const restored = await patch(
      name,
      restoreEnvPatch(set, { container: appOf(set), ...OVERRIDE }),
    );
    expect(restored.spec!.template).toEqual(original);
    expect(annotationsOf(restored)).toEqual(annotationsOf(found));
  },
);

it('the record of an override does not tell of whoever has set it since', async () => {
  const name = 'overwritten';
  const kept = { ...OTHERS[0] };
  await contract.deploy(name, programs.steady, {
    replicas: 0,
    container: { env: [kept, SOURCES.value] },
  });
  const stateOf = (deployment: V1Deployment) =>
    mitigationOf(deployment, appOf(deployment), OVERRIDE);
  const found = await get(name);
  const set = await patch(
    name,
    setEnvPatch(found, { container: appOf(found), ...OVERRIDE }, BY),
  );
  expect(stateOf(set)).toMatchObject({ inForce: true, record: BY });
  const annotated = await patch(
    name,
    { metadata: { annotations: { of: 'somebody else' } } },
    'kubectl-annotate',
  );
  expect(stateOf(annotated)).toMatchObject({ inForce: true, record: BY });

  let overwritten = annotated;
  for (const value of ['direct', 'queue']) {
    const by = containerPatch({ env: [{ name: 'MODE', value }] });
    overwritten = await patch(name, by, 'kubectl-set');
  }
  expect(stateOf(overwritten)).toEqual({
    inForce: true,
    entry: { name: 'MODE', value: 'queue' },
    before: null,
  });
  const change = { container: appOf(overwritten), ...OVERRIDE };
  const reverted = await patch(name, restoreEnvPatch(overwritten, change));
  expect(appOf(reverted).env).toEqual([kept]);
  expect(annotationsOf(reverted)).toEqual({
    ...annotationsOf(found),
    of: 'somebody else',
  });
});

it('an override leaves other containers alone', async () => {
  const name = 'sidecar';
  const init = { name: 'init', image: 'node:24-alpine', env: [SOURCES.value] };
  await contract.deploy(name, programs.steady, { replicas: 0 });
  const sidecar = { ...init, name: 'log' };
  const found = await patch(name, {
    spec: {
      template: { spec: { containers: [sidecar], initContainers: [init] } },
    },
  });
  const change = { container: appOf(found), ...OVERRIDE };
  const set = await patch(name, setEnvPatch(found, change, BY));
  const { containers, initContainers } = set.spec!.template.spec!;
  expect(appOf(set).env).toEqual([{ name: 'MODE', value: 'queue' }]);
  expect(containers.find(each => each.name === 'log')!.env).toEqual([
    SOURCES.value,
  ]);
  expect(initContainers![0].env).toEqual([SOURCES.value]);
});

it('a restart and a scale change what they are for, and nothing else', async () => {
  const name = 'restarted';
  await contract.deploy(name, programs.steady, { replicas: 0 });
  const before = await get(name);
  const restarted = await patch(name, restartPatch(BY.since));
  expect(restarted.spec!.template).toEqual({
    ...before.spec!.template,
    metadata: {
      ...before.spec!.template.metadata,
      annotations: { 'kubectl.kubernetes.io/restartedAt': BY.since },
    },
  });
  const scaled = await patch(name, scalePatch(restarted, 1));
  expect(scaled.spec).toEqual({ ...restarted.spec, replicas: 1 });
});

it('an undone rollout leaves nothing of the template that it replaces', async () => {
  const name = 'undone';
  await contract.deploy(name, programs.steady, {
    replicas: 0,
    container: { env: [OTHERS[0]] },
  });
  await contract.rolledOut(name);
  const original = (await get(name)).spec!.template;
  const generation = (
    await patch(name, {
      metadata: { annotations: { 'kubernetes.io/change-cause': 'bad' } },
      spec: {
        template: {
          metadata: {
            labels: { added: 'since' },
            annotations: { added: 'since' },
          },
          spec: {
            serviceAccountName: 'default',
            volumes: [{ name: 'added', emptyDir: {} }],
            containers: [
              {
                name: 'app',
                env: [SOURCES.value],
                volumeMounts: [{ name: 'added', mountPath: '/added' }],
              },
              { name: 'added', image: 'node:24-alpine' },
            ],
          },
        },
      },
    })
  ).metadata!.generation;
  await contract.deployment(
    name,
    ({ metadata, status }) =>
      status?.observedGeneration === generation &&
      metadata.annotations?.['deployment.kubernetes.io/revision'] === '2',
  );

  const deployment = await get(name);
  const { items } = await contract.admin.get<{ items: V1ReplicaSet[] }>(
    `${contract.apps}/replicasets`,
    { labelSelector: `app=${name}` },
  );
  const previous = previousReplicaSet(deployment, items)!;
  const undone = await patch(name, undoRolloutPatch(deployment, previous));
  expect(undone.spec!.template).toEqual(original);
  expect(undone.metadata!.annotations).not.toHaveProperty([
    'kubernetes.io/change-cause',
  ]);
  // The same template is the same replica set, which gets the next number.
  await contract.deployment(
    name,
    ({ metadata }) =>
      metadata.annotations?.['deployment.kubernetes.io/revision'] === '3',
  );
  const after = await contract.admin.get(`${contract.apps}/replicasets`, {
    labelSelector: `app=${name}`,
  });
  expect(after.items).toHaveLength(2);
});

it('a change of the version that was looked at is made of no later one', async () => {
  const name = 'looked-at';
  await contract.deploy(name, programs.steady, { replicas: 0 });
  const seen = await contract.rolledOut(name);
  const guarded = ofVersion(
    restartPatch(BY.since),
    seen.metadata!.resourceVersion!,
  );
  const restarted = await patch(name, guarded);
  expect(restarted.spec!.template.metadata!.annotations).toMatchObject({
    'kubectl.kubernetes.io/restartedAt': BY.since,
  });
  await expect(patch(name, guarded)).rejects.toMatchObject({ code: 409 });
});

it('an undone rollout goes back past a mere restart', async () => {
  const name = 'restarted-since';
  const revision = (number: string) =>
    contract.deployment(
      name,
      ({ metadata }) =>
        metadata.annotations?.['deployment.kubernetes.io/revision'] === number,
    );
  await contract.deploy(name, programs.steady, {
    replicas: 0,
    container: { env: [OTHERS[0]] },
  });
  await revision('1');
  const original = (await get(name)).spec!.template;
  await patch(name, {
    spec: {
      template: { spec: { containers: [{ name: 'app', env: OTHERS }] } },
    },
  });
  await revision('2');
  await patch(name, restartPatch(BY.since));
  await revision('3');

  const deployment = await get(name);
  const { items } = await contract.admin.get<{ items: V1ReplicaSet[] }>(
    `${contract.apps}/replicasets`,
    { labelSelector: `app=${name}` },
  );
  expect(items).toHaveLength(3);
  const previous = previousReplicaSet(deployment, items)!;
  const undone = await patch(name, undoRolloutPatch(deployment, previous));
  expect(undone.spec!.template).toEqual(original);
});

it('a rotation changes one key, drops what was last applied, and happens once', async () => {
  const path = `${contract.core}/secrets/rotated`;
  const data = { 'api-key': inBase64('old'), other: inBase64('stays') };
  await contract.apply(
    'Secret',
    {
      name: 'rotated',
      annotations: { [LAST_APPLIED]: JSON.stringify({ data }), kept: 'yes' },
    },
    { data },
  );
  const secret = await contract.admin.get(path);
  const rotation = rotateSecretPatch(secret, 'api-key', 'new')!;
  const rotated = await contract.admin.patch(path, 'merge', rotation);
  expect(rotated.data).toEqual({ ...data, 'api-key': inBase64('new') });
  expect(rotated.metadata.annotations).toEqual({ kept: 'yes' });
  expect(rotateSecretPatch(rotated, 'api-key', 'new')).toBeUndefined();
  await expect(
    contract.admin.patch(path, 'merge', rotation),
  ).rejects.toMatchObject({ code: 409 });
});
