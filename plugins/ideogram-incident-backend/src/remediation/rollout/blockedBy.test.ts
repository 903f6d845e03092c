import type { V1Pod } from '@kubernetes/client-node';
import { deploymentOf } from '../patches/__testUtils__/deployment';
import { podOf, UNREADY } from './__testUtils__/pods';
import { blockedBy } from './blockedBy';

const NOW = Date.parse('2026-11-25T12:10:00Z');
const waiting = (reason: string, message?: string, lastState?: object) => ({
  containerStatuses: [
    { name: 'app', state: { waiting: { reason, message } }, lastState },
  ],
});
const running = {
  containerStatuses: [{ name: 'app', state: { running: {} } }],
};
const OLD = { hash: '7f6d5c', at: '2026-11-25T09:00:00Z' };
const CRASH = waiting('CrashLoopBackOff', 'back-off 40s restarting app');

it.each<[string, V1Pod[], string | undefined]>([
  ['nothing, where there is no pod', [], undefined],
  [
    'an image',
    [podOf('x7k2p', waiting('ImagePullBackOff', 'no such image'))],
    "x7k2p can't pull its image: ImagePullBackOff: no such image.",
  ],
  [
    'a crash',
    [podOf('x7k2p', CRASH)],
    'x7k2p crashes: CrashLoopBackOff: back-off 40s restarting app.',
  ],
  [
    'a crash of several',
    [podOf('x7k2p', CRASH), podOf('b4q9z', CRASH), podOf('c', running)],
    '2 pods, including x7k2p, crash: CrashLoopBackOff: back-off 40s restarting app.',
  ],
  [
    'the want of memory before the crash that it leads to',
    [
      podOf('a', CRASH),
      podOf(
        'x7k2p',
        waiting('CrashLoopBackOff', undefined, {
          terminated: { reason: 'OOMKilled', exitCode: 137 },
        }),
      ),
    ],
    'x7k2p ran out of memory and was killed: OOMKilled.',
  ],
  [
    'the want of a node',
    [
      podOf('x7k2p', {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available.',
          },
        ],
      }),
    ],
    'x7k2p finds no node: Unschedulable: 0/3 nodes are available.',
  ],
  [
    'a secret that is missing',
    [
      podOf(
        'x7k2p',
        waiting('CreateContainerConfigError', 'secret "keys" not found'),
      ),
    ],
    'x7k2p doesn\'t become ready: CreateContainerConfigError: secret "keys" not found.',
  ],
  ['nothing, while a pod starts', [podOf('x7k2p', running)], undefined],
  [
    'a pod that has had its time to start',
    [podOf('x7k2p', running, { at: '2026-11-25T12:08:00Z' })],
    "x7k2p doesn't become ready: ContainersNotReady.",
  ],
  [
    'nothing, where only old pods crash',
    [podOf('old', CRASH, OLD), podOf('x7k2p', running)],
    undefined,
  ],
  [
    'nothing, where a pod has crashed but is ready again',
    [
      podOf('x7k2p', {
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          {
            name: 'app',
            state: { running: {} },
            lastState: { terminated: { exitCode: 1 } },
          },
        ],
      }),
    ],
    undefined,
  ],
  [
    'nothing of another deployment',
    [
      {
        ...podOf('x7k2p', CRASH),
        metadata: {
          ...podOf('x7k2p', CRASH).metadata,
          ownerReferences: [
            {
              kind: 'ReplicaSet',
              name: 'images-canary-5d9c7b',
              controller: true,
            },
          ],
        },
      } as V1Pod,
    ],
    undefined,
  ],
  [
    'a pod whose age and labels are not known',
    [
      {
        metadata: { name: 'images-x7k2p' },
        status: { conditions: [UNREADY], ...CRASH },
      },
    ] as unknown as V1Pod[],
    'images-x7k2p crashes: CrashLoopBackOff: back-off 40s restarting app.',
  ],
])('is held up by %s', (_, pods, expected) => {
  const deployment = deploymentOf({ status: { updatedReplicas: 2 } });
  expect(blockedBy(deployment, pods, NOW)).toBe(expected);
});

const QUOTA = {
  conditions: [
    {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: 'pods "images-5d9c7b-" is forbidden: exceeded quota: team',
    },
  ],
};

it.each([
  [
    { ...QUOTA, updatedReplicas: 0 },
    expect.stringMatching(/^No new pod can be created: pods .* quota: team\.$/),
  ],
  // Until the cluster has looked, all of it is of the former rollout.
  [{ ...QUOTA, observedGeneration: 2 }, undefined],
])('looks at the deployment too: %j', (status, expected) => {
  const pods = [podOf('old', CRASH, OLD)];
  const found = blockedBy(deploymentOf({ status }), pods, NOW);
  expect(found).toEqual(expected);
});
