import type { V1Pod } from '@kubernetes/client-node';
import { podTrouble } from './podTrouble';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const RECENTLY = new Date('2026-11-23T11:57:00Z');
const LONG_AGO = new Date('2026-11-23T09:00:00Z');

const READY = [{ type: 'Ready', status: 'True' }];
const UNREADY = [
  { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
];

/** A pod as the client gives it, with what the API left out left out. */
const pod = (status: object, metadata: object = {}) =>
  ({ metadata, status } as V1Pod);
const container = (status: object, conditions: object[] = UNREADY) =>
  pod({ conditions, containerStatuses: [{ name: 'app', ...status }] });
const sidecar = (status: object) =>
  ({
    metadata: {},
    spec: { initContainers: [{ name: 'tunnel', restartPolicy: 'Always' }] },
    status: {
      conditions: READY,
      initContainerStatuses: [{ name: 'tunnel', ...status }],
    },
  } as unknown as V1Pod);
const running = { running: { startedAt: RECENTLY } };
const ended = (end: object) => ({ terminated: { exitCode: 1, ...end } });

it.each<[string, V1Pod, object | undefined]>([
  [
    'that is ready is well',
    container({ state: running, restartCount: 7 }, READY),
    undefined,
  ],
  [
    'that crashed long ago is well',
    container(
      { state: running, lastState: ended({ finishedAt: LONG_AGO }) },
      READY,
    ),
    undefined,
  ],
  [
    'that crashed minutes ago crashes, though it is ready',
    container(
      {
        state: running,
        lastState: ended({ finishedAt: RECENTLY, reason: 'Error' }),
      },
      READY,
    ),
    { trouble: 'crashing', message: 'Error: ended with exit code 1' },
  ],
  [
    'whose end has no time crashes, for it is not known to be old',
    container({ state: {}, lastState: ended({}) }, READY),
    { trouble: 'crashing', message: 'ended with exit code 1' },
  ],
  [
    'that has just ended crashes',
    container({ state: ended({ reason: 'Completed', exitCode: 0 }) }),
    { trouble: 'crashing', message: 'Completed: ended with exit code 0' },
  ],
  [
    'in a crash loop crashes',
    container({
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 5m0s restarting failed container=app',
        },
      },
      lastState: ended({ finishedAt: LONG_AGO }),
    }),
    {
      trouble: 'crashing',
      message: 'ended with exit code 1',
    },
  ],
  [
    'in a crash loop whose last end is not known crashes',
    container({
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: 'back-off 5m0s restarting failed container=app',
        },
      },
    }),
    {
      trouble: 'crashing',
      message:
        'CrashLoopBackOff: back-off 5m0s restarting failed container=app',
    },
  ],
  [
    'in a crash loop for want of memory says so',
    container({
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: ended({ finishedAt: LONG_AGO, reason: 'OOMKilled' }),
    }),
    { trouble: 'out-of-memory', message: 'OOMKilled' },
  ],
  [
    'that was OOM-killed minutes ago says so, though it is ready',
    container(
      {
        state: running,
        lastState: ended({ finishedAt: RECENTLY, reason: 'OOMKilled' }),
      },
      READY,
    ),
    { trouble: 'out-of-memory', message: 'OOMKilled' },
  ],
  [
    'that was OOM-killed long ago is well',
    container(
      {
        state: { running: { startedAt: LONG_AGO } },
        lastState: ended({ reason: 'OOMKilled' }),
      },
      READY,
    ),
    undefined,
  ],
  ...['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName'].map(
    (reason): [string, V1Pod, object] => [
      `with ${reason} can't pull`,
      container({ state: { waiting: { reason, message: 'no such image' } } }),
      { trouble: 'image-pull', message: `${reason}: no such image` },
    ],
  ),
  [
    'without its secret is not ready, and says why',
    container({
      state: {
        waiting: {
          reason: 'CreateContainerConfigError',
          message: 'secret "ideogram-secrets" not found',
        },
      },
    }),
    {
      trouble: 'not-ready',
      message:
        'CreateContainerConfigError: secret "ideogram-secrets" not found',
    },
  ],
  [
    'that no node takes is unschedulable',
    pod({
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/3 nodes are available: 3 Insufficient memory.',
        },
      ],
    }),
    {
      trouble: 'unschedulable',
      message: 'Unschedulable: 0/3 nodes are available: 3 Insufficient memory.',
    },
  ],
  [
    'that fails its probe is not ready',
    container({ state: running }),
    { trouble: 'not-ready', message: 'ContainersNotReady' },
  ],
  [
    'whose init container is done is well',
    pod({
      conditions: READY,
      initContainerStatuses: [
        { state: ended({ exitCode: 0, finishedAt: RECENTLY }) },
      ],
    }),
    undefined,
  ],
  [
    'whose init container fails crashes',
    pod({
      conditions: UNREADY,
      initContainerStatuses: [
        {
          state: ended({ exitCode: 2, finishedAt: RECENTLY, reason: 'Error' }),
        },
      ],
    }),
    { trouble: 'crashing', message: 'Error: ended with exit code 2' },
  ],
  [
    'whose native sidecar ends crashes, however it ends',
    sidecar({ state: ended({ exitCode: 0, finishedAt: RECENTLY }) }),
    { trouble: 'crashing', message: 'ended with exit code 0' },
  ],
  [
    'whose native sidecar crashed long ago is well',
    sidecar({
      state: running,
      restartCount: 41,
      lastState: ended({ finishedAt: LONG_AGO }),
    }),
    undefined,
  ],
  [
    'on its way out is left alone',
    pod({ conditions: UNREADY }, { deletionTimestamp: RECENTLY }),
    undefined,
  ],
  ['of which nothing is known is not ready', pod({}), { trouble: 'not-ready' }],
  [
    'with nulls everywhere is not ready',
    pod({
      conditions: [null],
      containerStatuses: [null, { state: null, lastState: null }],
      initContainerStatuses: null,
    }),
    { trouble: 'not-ready' },
  ],
])('a pod %s', (_, each, expected) => {
  const trouble = podTrouble(each, NOW);
  expect(trouble).toEqual(expected);
});

it('passes on the words of the cluster in one line and without secrets', () => {
  const { message } = podTrouble(
    container({
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `\u001b[31mdenied\n password=hunter2hunter2 ${'x'.repeat(
            900,
          )}`,
        },
      },
    }),
    NOW,
  )!;
  expect(message).toMatch(/^ImagePullBackOff: denied/);
  expect(message).not.toMatch(/hunter2|\p{Cc}/u);
  expect(message!.length).toBeLessThan(400);
});
