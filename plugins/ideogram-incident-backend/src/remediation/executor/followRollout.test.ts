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

const follow = (onWait: (waits: number) => void, deadline = Infinity) => {
  let waits = 0;
  return followRollout({
    cluster: cluster.asTarget(),
    generation: 7,
    deadline,
    timeoutMs: 600_000,
    wait: async () => {
      waits += 1;
      onWait(waits);
    },
    onSeen: async rollout => {
      seen.push(rollout);
    },
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
    { updated: 1, available: 2, desired: 2 },
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
