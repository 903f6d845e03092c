import type { V1Pod } from '@kubernetes/client-node';
import type { Rollout } from 'backstage-plugin-ideogram-incident-common';
import { KubernetesError } from '../../upstream/kubernetes';
import { ScriptedCluster } from './__testUtils__/scriptedCluster';
import { followRollout } from './followRollout';

let cluster: ScriptedCluster;
let seen: Rollout[];

beforeEach(() => {
  cluster = new ScriptedCluster();
  seen = [];
});

/** @param timeoutMs - how long the rollout may take */
const follow = (onWait: (waits: number) => void, timeoutMs = 600_000) => {
  let waits = 0;
  return followRollout({
    cluster: cluster.asTarget(),
    generation: 7,
    changedAt: Date.now(),
    timeoutMs,
    wait: async () => {
      waits += 1;
      onWait(waits);
    },
    onSeen: async rollout => {
      seen.push(rollout);
    },
    lastWordsOf: async () => 'FATAL: API_KEY is missing',
  });
};

const never = () => {
  throw new Error('It waits');
};

it('ends when all pods are new and available', async () => {
  cluster.status = { replicas: 3, updatedReplicas: 1 };
  const problem = await follow(() => {
    cluster.status = { replicas: 2 };
  });
  expect(problem).toBeUndefined();
  expect(seen).toEqual([
    // The other one that is available is an old one.
    { updated: 1, available: 1, desired: 2 },
    { updated: 2, available: 2, desired: 2 },
  ]);
});

it('is not deceived by the state before the change', async () => {
  cluster.generation = 6;
  await follow(() => {
    cluster.generation = 7;
  });
  expect(seen).toHaveLength(2);
});

it('says what the cluster says where it gives up', async () => {
  cluster.status = {
    replicas: 2,
    updatedReplicas: 1,
    conditions: [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "x" has timed out progressing.',
      },
    ],
  };
  expect(await follow(never)).toMatchObject({
    issue: expect.stringContaining("don't come up"),
    cause: expect.stringContaining('timed out progressing'),
  });
});

it('ends in time a rollout that never ends, and says why it hangs', async () => {
  cluster.status = {
    replicas: 2,
    updatedReplicas: 0,
    conditions: [
      {
        type: 'ReplicaFailure',
        status: 'True',
        reason: 'FailedCreate',
        message: 'exceeded quota: pods',
      },
    ],
  };
  const problem = await follow(never, 0);
  expect(problem?.cause).toContain('exceeded quota');
  expect(seen.at(-1)?.blockedBy).toContain('exceeded quota');
});

it('goes on through a while in which the cluster can not be read', async () => {
  cluster.unreadable = KubernetesError.timeout(15_000);
  const problem = await follow(waits => {
    if (waits === 3) cluster.unreadable = undefined;
  });
  expect(problem).toBeUndefined();
  expect(seen[0].blockedBy).toContain('gave no answer');
});

it('ends where the deployment is deleted', async () => {
  cluster.unreadable = new KubernetesError('not-found', 'answers 404');
  expect(await follow(never)).toMatchObject({
    issue: expect.stringContaining('was deleted'),
    solution: expect.not.stringContaining('Undo'),
  });
});

it('does not blame the pods where the portal may not look any more', async () => {
  cluster.unreadable = new KubernetesError('forbidden', 'answers 403');
  expect(await follow(never, 0)).toMatchObject({
    issue: expect.stringContaining('is not known'),
    cause: expect.stringContaining('answers 403'),
    solution: expect.not.stringContaining('Undo'),
  });
});

const podOf = (hash: string, isReady: boolean, restartCount = 0) =>
  ({
    metadata: {
      name: `ideogram-integration-${hash}-${restartCount}`,
      labels: { 'pod-template-hash': hash },
      creationTimestamp: new Date(hash === 'new' ? Date.now() : 0),
    },
    status: {
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: 'app',
          ready: isReady,
          restartCount,
          state: isReady
            ? { running: {} }
            : { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: isReady ? {} : { terminated: { exitCode: 1 } },
        },
      ],
    },
  } as unknown as V1Pod);

it('counts as available what is new', async () => {
  cluster.status = { replicas: 3, updatedReplicas: 1, availableReplicas: 2 };
  cluster.pods = [podOf('old', true), podOf('old', true), podOf('new', false)];
  await follow(() => {
    cluster.status = { replicas: 2 };
  });
  expect(seen[0]).toMatchObject({ updated: 1, available: 0, desired: 2 });
});

it('ends at once where the new pods will not come up, and says what to do', async () => {
  cluster.status = { replicas: 3, updatedReplicas: 1, availableReplicas: 2 };
  cluster.pods = [podOf('old', true), podOf('new', false, 1)];
  let waits = 0;
  const problem = await follow(() => {
    waits += 1;
    if (waits === 3) cluster.pods = [podOf('new', false, 3)];
  });
  expect(waits).toBe(3);
  expect(problem).toEqual({
    issue:
      'The change is made and stays, but the pods of ideogram-integration keep crashing.',
    cause:
      '3 crashes: the container app ended with exit code 1, after 3 restarts. Its last words: “FATAL: API_KEY is missing”',
    solution: expect.stringContaining('Other actions can run'),
  });
});
