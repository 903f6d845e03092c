import { containerPatch, isRolledOut, useContract } from './contract';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();

const keyFrom = (secret: string) => ({
  name: 'KEY',
  valueFrom: { secretKeyRef: { name: secret, key: 'api-key' } },
});

it('becomes available, says so, and its pods are real processes', async () => {
  await contract.apply(
    'Secret',
    { name: 'keys' },
    { stringData: { 'api-key': 'first-key' } },
  );
  await contract.deploy('steady', programs.steady, {
    replicas: 2,
    container: { env: [keyFrom('keys'), { name: 'MODE', value: 'direct' }] },
  });
  const deployment = await contract.rolledOut('steady');
  expect(deployment.status).toMatchObject({
    replicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
  });
  expect(deployment.metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '1',
  });
  const { status } = await contract.deployment('steady', ({ status: now }) =>
    now?.conditions?.some(({ reason }) => reason === 'NewReplicaSetAvailable'),
  );
  expect(status!.conditions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'Available', status: 'True' }),
      expect.objectContaining({ type: 'Progressing', status: 'True' }),
    ]),
  );

  const pods = await contract.pods('steady', all => all.length === 2);
  for (const pod of pods) {
    expect(pod.metadata.ownerReferences![0].kind).toBe('ReplicaSet');
    expect(pod.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [
        { name: 'app', ready: true, restartCount: 0, state: { running: {} } },
      ],
    });
  }
  expect(await contract.logWith('steady', 'mode=')).toContain(
    'key=first-key mode=direct',
  );
});

it('starts new processes when an env is patched, without an interruption', async () => {
  await contract.deploy('patched', programs.steady, {
    replicas: 2,
    container: {
      env: [
        { name: 'MODE', value: 'direct' },
        { name: 'KEY', value: 'kept' },
      ],
    },
  });
  const before = await contract.rolledOut('patched');
  const patched = await contract.admin.patch(
    `${contract.apps}/deployments/patched`,
    'strategic',
    containerPatch({ env: [{ name: 'MODE', value: 'queue' }] }),
  );
  expect(patched.metadata.generation).toBe(before.metadata.generation! + 1);
  expect(patched.spec.template.spec.containers[0].env).toEqual([
    { name: 'MODE', value: 'queue' },
    { name: 'KEY', value: 'kept' },
  ]);

  const available: number[] = [];
  const after = await contract.deployment('patched', deployment => {
    available.push(deployment.status?.availableReplicas ?? 0);
    return isRolledOut(deployment);
  });
  expect(Math.min(...available)).toBeGreaterThanOrEqual(2);
  expect(after.metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '2',
  });
  await contract.pods('patched', pods => pods.length === 2);
  expect(await contract.logWith('patched', 'mode=')).toContain(
    'key=kept mode=queue',
  );
});

it('is left alone by a patch that changes nothing', async () => {
  await contract.deploy('calm', programs.steady, {
    container: { env: [{ name: 'MODE', value: 'direct' }] },
  });
  await contract.rolledOut('calm');
  const before = await contract.deployment('calm', ({ status }) =>
    status?.conditions?.some(
      ({ reason }) => reason === 'NewReplicaSetAvailable',
    ),
  );
  const after = await contract.admin.patch(
    `${contract.apps}/deployments/calm`,
    'strategic',
    containerPatch({ env: [{ name: 'MODE', value: 'direct' }] }),
  );
  expect(after.metadata.generation).toBe(before.metadata.generation);
  expect(after.metadata.resourceVersion).toBe(before.metadata.resourceVersion);
});

it('gives its new processes a rotated key, once it is restarted', async () => {
  const { metadata } = await contract.apply(
    'Secret',
    { name: 'rotated' },
    { stringData: { 'api-key': 'old', other: 'stays' } },
  );
  await contract.deploy('rotating', programs.steady, {
    container: { env: [keyFrom('rotated')] },
  });
  await contract.rolledOut('rotating');
  expect(await contract.logWith('rotating', 'key=')).toContain('key=old');

  const changed = await contract.admin.patch(
    `${contract.core}/secrets/rotated`,
    'merge',
    {
      metadata: { resourceVersion: metadata.resourceVersion },
      data: { 'api-key': Buffer.from('new').toString('base64') },
    },
  );
  expect(Object.keys(changed.data).sort()).toEqual(['api-key', 'other']);
  const restartedAt = new Date().toISOString();
  await contract.admin.patch(
    `${contract.apps}/deployments/rotating`,
    'strategic',
    {
      spec: {
        template: {
          metadata: {
            annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt },
          },
        },
      },
    },
  );
  await contract.rolledOut('rotating');
  await contract.pods('rotating', pods => pods.length === 1);
  expect(await contract.logWith('rotating', 'key=')).toContain('key=new');
});

it('goes back to the replica set that it had before', async () => {
  const path = `${contract.apps}/deployments/back`;
  const mode = (value: string) =>
    containerPatch({ env: [{ name: 'MODE', value }] });
  await contract.deploy('back', programs.steady, {
    container: { env: [{ name: 'MODE', value: 'one' }] },
  });
  await contract.rolledOut('back');
  for (const value of ['two', 'one']) {
    await contract.admin.patch(path, 'strategic', mode(value));
    await contract.rolledOut('back');
  }
  const { items } = await contract.admin.get(`${contract.apps}/replicasets`, {
    labelSelector: 'app=back',
  });
  expect(items).toHaveLength(2);
  expect((await contract.admin.get(path)).metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '3',
  });
});

it('that recreates ends the old pod before it starts the new one', async () => {
  await contract.deploy('recreated', programs.steady, {
    strategy: { type: 'Recreate' },
  });
  await contract.rolledOut('recreated');
  await contract.admin.patch(
    `${contract.apps}/deployments/recreated`,
    'strategic',
    containerPatch({ env: [{ name: 'MODE', value: 'new' }] }),
  );
  const counts: number[] = [];
  await contract.pods('recreated', pods => {
    counts.push(pods.length);
    return pods.some(
      pod =>
        pod.spec.containers[0].env !== undefined &&
        pod.status?.phase === 'Running',
    );
  });
  expect(Math.max(...counts)).toBe(1);
});

it('takes its pods along when it is deleted', async () => {
  await contract.deploy('leaving', programs.steady);
  await contract.rolledOut('leaving');
  await contract.admin.delete(`${contract.apps}/deployments/leaving`, {
    propagationPolicy: 'Background',
  });
  expect(await contract.pods('leaving', pods => pods.length === 0)).toEqual([]);
});

it('whose rollout does not move says that its time is up', async () => {
  await contract.deploy('stuck', programs.crashing, {
    progressDeadlineSeconds: 3,
    minReadySeconds: 2,
  });
  const { status } = await contract.deployment('stuck', deployment =>
    deployment.status?.conditions?.some(
      ({ reason }) => reason === 'ProgressDeadlineExceeded',
    ),
  );
  expect(status!.conditions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'Progressing', status: 'False' }),
      expect.objectContaining({ type: 'Available', status: 'False' }),
    ]),
  );
});
