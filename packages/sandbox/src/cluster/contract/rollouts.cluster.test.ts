import type {
  Condition,
  Deployment,
  ReplicaSet,
  ResourceQuota,
} from '../objects';
import { containerPatch, useContract } from './contract';
import { programs } from './programs';
import { until } from './until';

jest.setTimeout(60_000);

const contract = useContract();

const path = (name: string) => `${contract.apps}/deployments/${name}`;
const mode = (value: string) =>
  containerPatch({ env: [{ name: 'MODE', value }] });

function conditionOf(
  { status }: Deployment,
  type: string,
): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

const progressing = (reason: string) => (deployment: Deployment) =>
  conditionOf(deployment, 'Progressing')?.reason === reason;

it('leave the template of each behind, with its revision', async () => {
  await contract.deploy('kept', programs.steady, {
    container: { env: [{ name: 'MODE', value: 'one' }] },
  });
  await contract.rolledOut('kept');
  await contract.admin.patch(path('kept'), 'strategic', mode('two'));
  const { metadata } = await contract.rolledOut('kept');
  const { items } = await contract.admin.get(`${contract.apps}/replicasets`, {
    labelSelector: 'app=kept',
  });
  const modes = items.map((set: any) => [
    set.metadata.annotations['deployment.kubernetes.io/revision'],
    set.spec.template.spec.containers[0].env[0].value,
  ]);
  expect(modes.sort()).toEqual([
    ['1', 'one'],
    ['2', 'two'],
  ]);
  for (const { metadata: own, spec } of items) {
    expect(own.ownerReferences[0]).toMatchObject({
      kind: 'Deployment',
      uid: metadata.uid,
      controller: true,
    });
    expect(spec.template.metadata.labels['pod-template-hash']).toBe(
      own.labels['pod-template-hash'],
    );
  }
});

it('leave what was annotated on the deployment with the template of then', async () => {
  const annotations = (note: string) => ({
    metadata: { annotations: { note } },
  });
  const notes = (...wanted: string[]) =>
    until<ReplicaSet>(
      contract.admin,
      `${contract.apps}/replicasets`,
      { labelSelector: 'app=noted' },
      sets =>
        sets
          .map(({ metadata }) => metadata.annotations?.note)
          .sort()
          .join() === wanted.join(),
    );
  await contract.deploy('noted', programs.steady, { replicas: 0 });
  await contract.admin.patch(path('noted'), 'merge', annotations('first'));
  await notes('first');
  await contract.admin.patch(path('noted'), 'strategic', {
    ...annotations('second'),
    ...mode('two'),
  });
  const sets = await notes('first', 'second');
  expect(
    sets.map(({ metadata: { annotations: own } }) => [
      own?.['deployment.kubernetes.io/revision'],
      own?.note,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['1', 'first'],
      ['2', 'second'],
    ]),
  );
});

it('say that they move on, until they are through', async () => {
  // Followed from before, for it may be through before a list is answered.
  const moving = contract.deployment(
    'moving',
    progressing('ReplicaSetUpdated'),
  );
  await contract.deploy('moving', programs.steady, { minReadySeconds: 2 });
  expect(conditionOf(await moving, 'Progressing')).toMatchObject({
    status: 'True',
  });
  await contract.deployment('moving', progressing('NewReplicaSetAvailable'));
});

it('wait while the deployment is paused, and go on when it is resumed', async () => {
  await contract.deploy('halted', programs.steady);
  const { metadata } = await contract.rolledOut('halted');
  const paused = { spec: { paused: true } };
  await contract.admin.patch(path('halted'), 'merge', paused);
  await contract.admin.patch(path('halted'), 'strategic', mode('queue'));
  const waiting = await contract.deployment(
    'halted',
    deployment =>
      progressing('DeploymentPaused')(deployment) &&
      deployment.status!.observedGeneration === metadata.generation! + 2,
  );
  expect(conditionOf(waiting, 'Progressing')!.status).toBe('Unknown');
  expect(waiting.status).toMatchObject({ replicas: 1, availableReplicas: 1 });
  expect(waiting.status!.updatedReplicas ?? 0).toBe(0);

  await contract.admin.patch(path('halted'), 'merge', {
    spec: { replicas: 2 },
  });
  await contract.deployment(
    'halted',
    ({ status }) => status?.availableReplicas === 2,
  );

  const resumed = { spec: { paused: false } };
  await contract.admin.patch(path('halted'), 'merge', resumed);
  const done = await contract.rolledOut('halted');
  expect(done.metadata.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '2',
  });
});

it('for which a quota has no room say so, and go on when there is', async () => {
  const quota = (pods: number) =>
    contract.apply(
      'ResourceQuota',
      { name: 'few' },
      { spec: { hard: { pods: String(pods) } } },
    );
  await quota(0);
  await until<ResourceQuota>(
    contract.admin,
    `${contract.core}/resourcequotas`,
    {},
    ([one]) => one?.status?.used?.pods !== undefined,
  );
  await contract.deploy('crowded', programs.steady);
  const crowded = await contract.deployment(
    'crowded',
    deployment => conditionOf(deployment, 'ReplicaFailure') !== undefined,
  );
  expect(conditionOf(crowded, 'ReplicaFailure')).toMatchObject({
    status: 'True',
    reason: 'FailedCreate',
    message: expect.stringMatching(
      /^pods "crowded-[^"]+" is forbidden: exceeded quota: few, requested: pods=1, used: pods=\d+, limited: pods=0$/,
    ),
  });

  await quota(100);
  const done = await contract.rolledOut('crowded');
  expect(conditionOf(done, 'ReplicaFailure')).toBeUndefined();
});
