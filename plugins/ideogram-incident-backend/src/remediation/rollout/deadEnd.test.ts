import type { V1Pod } from '@kubernetes/client-node';
import { deploymentOf } from '../patches/__testUtils__/deployment';
import { podOf } from './__testUtils__/pods';
import { deadEndOf } from './deadEnd';

const NOW = Date.parse('2026-11-25T12:10:00Z');
const CHANGED_AT = Date.parse('2026-11-25T12:09:00Z');
/** 40 seconds before, by default; the change is a minute old. */
const YOUNG = '2026-11-25T12:09:20Z';
const OLD = { hash: '7f6d5c', at: '2026-11-25T09:00:00Z' };

const container = (restartCount: number, state: object, more: object = {}) => ({
  name: 'app',
  ready: false,
  restartCount,
  state,
  lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  ...more,
});
const BACK_OFF = { waiting: { reason: 'CrashLoopBackOff' } };
const runningSince = (at: string) => ({ running: { startedAt: new Date(at) } });

const crashing = (name: string, restarts: number, state: object = BACK_OFF) =>
  podOf(
    name,
    { containerStatuses: [container(restarts, state)] },
    { at: YOUNG },
  );
const waiting = (name: string, reason: string, at = YOUNG) =>
  podOf(
    name,
    {
      containerStatuses: [
        container(
          0,
          { waiting: { reason, message: 'no such thing' } },
          {
            lastState: undefined,
          },
        ),
      ],
    },
    { at },
  );
const ready = (name: string, of?: { hash: string; at: string }) =>
  podOf(name, { conditions: [{ type: 'Ready', status: 'True' }] }, of);
const starting = (name: string) =>
  podOf(
    name,
    { containerStatuses: [container(0, { running: {} }, { lastState: {} })] },
    { at: YOUNG },
  );

const PROGRESSING = {
  type: 'Progressing',
  status: 'True',
  message: 'ReplicaSet "images-5d9c7b" is progressing.',
};

function deadEnd(
  pods: V1Pod[],
  { status = {}, generation = 3, spec = {} } = {},
) {
  const deployment = deploymentOf({
    spec,
    status: { updatedReplicas: 2, ...status },
  });
  return deadEndOf(deployment, pods, {
    now: NOW,
    changedAt: CHANGED_AT,
    generation,
  });
}

it.each<[string, V1Pod[], string]>([
  [
    'the only new pod crashes again and again',
    [crashing('x7k2p', 3)],
    'x7k2p crashes: the container app ended with exit code 1, after 3 restarts.',
  ],
  [
    'all of them do, whatever the old ones do',
    [
      crashing('x7k2p', 3),
      crashing('b4q9z', 4),
      ready('old', OLD),
      podOf('old2', { containerStatuses: [container(9, BACK_OFF)] }, OLD),
    ],
    '2 pods, including x7k2p, crash: the container app ended with exit code 1, after 3 restarts.',
  ],
  [
    'one is tried once more while the other waits',
    [
      crashing('x7k2p', 3, runningSince('2026-11-25T12:09:58Z')),
      crashing('b4q9z', 3),
    ],
    '2 pods, including b4q9z, crash: the container app ended with exit code 1, after 3 restarts.',
  ],
  [
    'memory is what they want',
    [
      podOf('x7k2p', {
        containerStatuses: [
          container(3, BACK_OFF, {
            lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
          }),
        ],
      }),
    ],
    'x7k2p crashes: the container app ran out of memory and was killed, after 3 restarts.',
  ],
  [
    'an init container never ends well',
    [
      podOf('x7k2p', {
        initContainerStatuses: [container(5, BACK_OFF, { name: 'migrate' })],
        containerStatuses: [
          container(
            0,
            { waiting: { reason: 'PodInitializing' } },
            {
              lastState: {},
            },
          ),
        ],
      }),
    ],
    'x7k2p crashes: the container migrate ended with exit code 1, after 5 restarts.',
  ],
  [
    'an image is not there',
    [waiting('x7k2p', 'ImagePullBackOff')],
    "x7k2p can't get its image: the container app waits with ImagePullBackOff: no such thing.",
  ],
  [
    'a name is none of an image, at once',
    [waiting('x7k2p', 'InvalidImageName', '2026-11-25T12:09:59Z')],
    "x7k2p can't get its image: the container app waits with InvalidImageName: no such thing.",
  ],
  [
    'a secret is not there',
    [waiting('x7k2p', 'CreateContainerConfigError')],
    "x7k2p can't be started: the container app waits with CreateContainerConfigError: no such thing.",
  ],
  [
    'one is ready, and the other is tried for long',
    [ready('a'), crashing('x7k2p', 5)],
    'x7k2p crashes: the container app ended with exit code 1, after 5 restarts.',
  ],
])('gives up where %s', (_, pods, cause) => {
  expect(deadEnd(pods)?.cause).toBe(cause);
});

it.each<[string, V1Pod[]]>([
  ['there is no pod yet', []],
  [
    'only old pods crash',
    [
      podOf('old', { containerStatuses: [container(9, BACK_OFF)] }, OLD),
      starting('x7k2p'),
    ],
  ],
  ['a pod has crashed once', [crashing('x7k2p', 1)]],
  ['a pod has crashed twice', [crashing('x7k2p', 2)]],
  [
    'another one has not been tried often enough',
    [crashing('x7k2p', 8), starting('b4q9z')],
  ],
  ['another one has come up', [ready('a'), crashing('x7k2p', 4)]],
  [
    'it has run for a while since its last crash',
    [crashing('x7k2p', 6, runningSince('2026-11-25T12:08:00Z'))],
  ],
  [
    'it runs since its last crash, and no other waits',
    [crashing('x7k2p', 6, runningSince('2026-11-25T12:09:59Z'))],
  ],
  [
    'a registry has failed a moment ago',
    [waiting('x7k2p', 'ImagePullBackOff', '2026-11-25T12:09:50Z')],
  ],
  [
    'a secret may come in a moment',
    [waiting('x7k2p', 'CreateContainerConfigError', '2026-11-25T12:09:50Z')],
  ],
  ['a container is made', [waiting('x7k2p', 'ContainerCreating')]],
  [
    'a node may still be found',
    [
      podOf('x7k2p', {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      }),
    ],
  ],
  [
    'an init container has ended well at last',
    [
      podOf('x7k2p', {
        initContainerStatuses: [container(4, { terminated: { exitCode: 0 } })],
      }),
    ],
  ],
  [
    'it is on its way out',
    [
      {
        ...crashing('x7k2p', 5),
        metadata: {
          ...crashing('x7k2p', 5).metadata,
          deletionTimestamp: new Date(),
        },
      },
    ],
  ],
])('goes on where %s', (_, pods) => {
  expect(deadEnd(pods)).toBeUndefined();
});

it('takes the word of the cluster on which pods are new', () => {
  // An old pod was evicted, and made anew after the first new one.
  const evicted = podOf(
    'evicted',
    { containerStatuses: [container(9, BACK_OFF)] },
    { hash: OLD.hash, at: '2026-11-25T12:09:50Z' },
  );
  const status = { conditions: [PROGRESSING] };
  expect(deadEnd([evicted, starting('x7k2p')], { status })).toBeUndefined();
  expect(deadEnd([evicted, crashing('x7k2p', 3)], { status })?.cause).toMatch(
    /^x7k2p crashes/,
  );
});

const NO_ROOM = {
  conditions: [
    {
      type: 'ReplicaFailure',
      status: 'True',
      message: 'exceeded quota: team, requested: pods=1, used: pods=6',
    },
  ],
};

it('gives up where no pod can be made for a minute, and not before', () => {
  const deployment = deploymentOf({ status: NO_ROOM });
  const at = (now: number) =>
    deadEndOf(deployment, [ready('a')], {
      now,
      changedAt: CHANGED_AT,
      generation: 3,
    });
  expect(at(CHANGED_AT + 59_000)).toBeUndefined();
  expect(at(CHANGED_AT + 60_000)).toEqual({
    what: "can't be created",
    cause:
      'No new pod can be created: exceeded quota: team, requested: pods=1, used: pods=6.',
  });
});

it('says nothing of a state from before the change, or while it is paused', () => {
  const pods = [crashing('x7k2p', 9)];
  expect(deadEnd(pods, { generation: 4 })).toBeUndefined();
  expect(deadEnd(pods, { spec: { paused: true } })).toBeUndefined();
});

it('names the container that may have said why', () => {
  expect(deadEnd([crashing('x7k2p', 3)])?.crashed).toEqual({
    pod: 'images-5d9c7b-x7k2p',
    container: 'app',
  });
  expect(deadEnd([waiting('x7k2p', 'ErrImagePull')])).not.toHaveProperty(
    'crashed',
  );
});
