import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { brokenRollout, RESTARTED_AT } from './brokenRollout';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const ago = (seconds: number) => new Date(NOW - seconds * 1000);

/** A pod that was made so long ago and has restarted so often. */
function crashing(
  ageSeconds: number,
  restartCount: number,
  { lastEnd = 20, ran = 2, hash = 'new' } = {},
): V1Pod {
  return {
    metadata: {
      name: `${hash}-${ageSeconds}`,
      creationTimestamp: ago(ageSeconds),
      labels: { 'pod-template-hash': hash },
    },
    status: {
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [
        {
          name: 'app',
          restartCount,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: {
            terminated: {
              exitCode: 1,
              startedAt: ago(lastEnd + ran),
              finishedAt: ago(lastEnd),
            },
          },
        },
      ],
    },
  } as unknown as V1Pod;
}

const withoutImage = {
  metadata: {
    name: 'p',
    creationTimestamp: ago(90),
    labels: { 'pod-template-hash': 'new' },
  },
  status: {
    containerStatuses: [
      { name: 'app', state: { waiting: { reason: 'ImagePullBackOff' } } },
    ],
  },
} as unknown as V1Pod;

const well = (hash: string, ageSeconds: number) =>
  ({
    metadata: {
      name: `${hash}-well`,
      creationTimestamp: ago(ageSeconds),
      labels: { 'pod-template-hash': hash },
    },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  } as unknown as V1Pod);

function deployment(
  conditions: object[] = [],
  {
    revision = '6',
    restartedAt,
  }: { revision?: string; restartedAt?: Date } = {},
): V1Deployment {
  return {
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': revision },
    },
    spec: {
      template: {
        metadata: {
          annotations: restartedAt && {
            [RESTARTED_AT]: restartedAt.toISOString(),
          },
        },
      },
    },
    status: { conditions },
  } as unknown as V1Deployment;
}

const completed = (seconds: number) => ({
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
  lastUpdateTime: ago(seconds),
});
const down = (seconds: number) => ({
  type: 'Available',
  status: 'False',
  lastTransitionTime: ago(seconds),
});

it.each<[string, V1Deployment, V1Pod[], boolean]>([
  ['pods that crash from their start', deployment(), [crashing(120, 4)], true],
  ['those of days ago, too', deployment(), [crashing(172_800, 580)], true],
  [
    'new pods beside old ones that are up',
    deployment(),
    [crashing(120, 4), well('old', 90_000)],
    true,
  ],
  ['an image that is not there', deployment(), [withoutImage], true],
  [
    'a rollout that seemed complete until they crashed',
    deployment([completed(100), down(95)]),
    [crashing(120, 4)],
    true,
  ],
  [
    'no pod that ran for long before it crashed',
    deployment([completed(90_000)]),
    [crashing(90_100, 5)],
    false,
  ],
  [
    'no pod that was up for ten minutes and crashed once',
    deployment(),
    [crashing(620, 0, { ran: 600 })],
    false,
  ],
  [
    'no rollout of which one pod is up',
    deployment(),
    [crashing(120, 4), well('new', 120)],
    false,
  ],
  [
    'no mere restart',
    deployment([], { restartedAt: ago(121) }),
    [crashing(120, 4)],
    false,
  ],
  [
    'a rollout soon after a restart',
    deployment([], { restartedAt: ago(132) }),
    [crashing(120, 4)],
    true,
  ],
  [
    'a rollout long after a restart',
    deployment([], { restartedAt: ago(9_000) }),
    [crashing(120, 4)],
    true,
  ],
  [
    'no pods that were made anew after it was complete',
    deployment([completed(9_000), down(110)]),
    [crashing(120, 4)],
    false,
  ],
  [
    'no rollout that came after the pods were down',
    deployment([down(600)]),
    [crashing(120, 4)],
    false,
  ],
  [
    'nothing to go back to',
    deployment([], { revision: '1' }),
    [crashing(120, 4)],
    false,
  ],
  [
    'no revision that the cluster does not name',
    deployment([], { revision: 'six' }),
    [crashing(120, 4)],
    false,
  ],
  ['no pod', deployment(), [], false],
])('blames the last rollout for %s', (_, deployed, pods, isBroken) => {
  const found = brokenRollout(deployed, pods, NOW);
  expect(found !== undefined).toBe(isBroken);
});

it('tells its revision, and when it began', () => {
  expect(
    brokenRollout(deployment(), [crashing(120, 4), crashing(110, 4)], NOW),
  ).toEqual({ revision: 6, startedAt: '2026-11-23T11:58:00.000Z' });
});
