import type {
  MitigationName,
  PodTrouble,
  WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { inViewOfFormer, lookAtRollout } from './inViewOfFormer';
import { RolloutMemory } from './rolloutMemory';
import { afterLook, type RolloutsSeen } from './rolloutsSeen';

interface World {
  ready?: boolean;
  trouble?: PodTrouble;
  available?: number;
  mitigations?: MitigationName[];
  /** Its replica set; each revision has its own unless it goes back. */
  set?: string;
}

const broken = (revision: number) => ({
  revision,
  startedAt: '2026-11-30T12:00:00.000Z',
});

/** What one look at the present rollout says, and what is told of it. */
function look(memory: RolloutMemory, revision: number, world: World) {
  const { ready = false, trouble, available = 0, mitigations = [] } = world;
  const name = `app-${world.set ?? revision}`;
  const deployment = {
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    },
  } as unknown as V1Deployment;
  const pod = {
    metadata: {
      name: 'a',
      ownerReferences: [{ kind: 'ReplicaSet', name, controller: true }],
    },
  } as unknown as V1Pod;
  const details: WorkloadDetails = {
    namespace: 'default',
    deployment: 'app',
    desired: 2,
    updated: 2,
    available,
    restarts: 0,
    mitigations,
    pods: [{ name: 'a', ready, restarts: 0, trouble }],
    ...(trouble && { brokenRollout: broken(revision) }),
  };
  const seen = lookAtRollout(deployment, [pod], details)!;
  return inViewOfFormer(details, seen, memory.observe('production', seen));
}

type Look = [revision: number, world: World];
const up: World = { ready: true, available: 2 };
const crash: World = { trouble: 'crashing' };
const on = (world: World): World => ({ ...world, mitigations: ['fallback'] });

function after(...looks: Look[]) {
  const memory = new RolloutMemory();
  return looks.map(each => look(memory, ...each)).at(-1)!;
}

it.each<[string, Look[], boolean]>([
  ['nobody looked', [], false],
  ['it was up', [[6, up]], false],
  ['it crashed', [[6, crash]], true],
  ['it ran out of memory', [[6, { trouble: 'out-of-memory' }]], true],
  ['its image was not there', [[6, { trouble: 'image-pull' }]], true],
  [
    'it crashed, and is long gone',
    [
      [6, crash],
      [7, crash],
    ],
    true,
  ],
  [
    'it was up before it crashed',
    [
      [6, up],
      [6, crash],
    ],
    true,
  ],
  [
    'it crashed, and came up',
    [
      [6, crash],
      [6, up],
    ],
    false,
  ],
  [
    'it crashed, and was starting anew when somebody looked last',
    [
      [6, crash],
      [6, {}],
    ],
    true,
  ],
  [
    'its pods never came up beside the old ones that served on',
    [[6, { ...crash, available: 1 }]],
    true,
  ],
  ['it was only starting', [[6, { trouble: 'not-ready' }]], false],
  [
    'another one was between, which nobody saw',
    [
      [5, crash],
      [5, crash],
    ],
    false,
  ],
])('was the former rollout down, where %s: %s', (_, before, expected) => {
  const { brokenRollout } = after(...before, [7, crash]);
  expect(brokenRollout?.revision).toBe(7);
  expect(brokenRollout?.wasDownBefore ?? false).toBe(expected);
});

it('knows a rollout that crashed long after others have taken its place', () => {
  const { brokenRollout, downRollouts } = after(
    [6, up],
    [7, crash],
    [8, { ...up, set: '6' }],
    [9, up],
  );
  expect(brokenRollout).toBeUndefined();
  expect(downRollouts).toEqual([
    expect.objectContaining({
      replicaSet: 'app-7',
      trouble: 'crashing',
      wasNeverUp: true,
    }),
  ]);
});

it('knows it by its pods where it has come back with another revision', () => {
  const { downRollouts } = after(
    [6, crash],
    [7, up],
    [8, { ...up, set: '6' }],
    [9, up],
  );
  expect(downRollouts).toBeUndefined();
});

it.each<[string, Look[], boolean]>([
  ['set before it', [[6, on(up)]], true],
  ['set by it', [[6, up]], false],
  ['set by it while pods crashed', [[6, crash]], false],
  ['set when nobody looked', [], false],
])(
  'blames a rollout while a mitigation is in force that was %s: %s',
  (_, before, isBlamed) => {
    const { brokenRollout } = after(...before, [7, on(crash)]);
    expect(brokenRollout !== undefined).toBe(isBlamed);
  },
);

it('keeps no more than matter, and keeps targets apart', () => {
  const memory = new RolloutMemory();
  for (let revision = 1; revision <= 30; revision += 1) {
    look(memory, revision, crash);
  }
  expect(look(memory, 31, crash).downRollouts).toHaveLength(9);
  const other = afterLook([], {
    replicaSet: 'app-1',
    revision: 1,
    mitigations: [],
    at: '2026-11-30T12:00:00.000Z',
    state: { is: 'up' },
  });
  expect(
    memory.observe('staging', { ...other[0], at: '', state: { is: 'up' } }),
  ).toHaveLength(1);
});

it('learns what another replica has seen, and forgets nothing where that fails', async () => {
  const stored = new Map<string, RolloutsSeen>();
  const store = {
    read: jest.fn(
      async (target: string): Promise<RolloutsSeen | undefined> =>
        stored.get(target),
    ),
    record: jest.fn(
      async (target: string, seen: Parameters<typeof afterLook>[1]) => {
        const next = afterLook(stored.get(target) ?? [], seen);
        stored.set(target, next);
        return next;
      },
    ),
  };
  const [one, other] = [new RolloutMemory(), new RolloutMemory()];
  one.shareIn(store);
  other.shareIn(store);
  look(one, 6, crash);
  look(one, 6, crash);
  await one.recall('production');
  expect(store.record).toHaveBeenCalledTimes(1);

  await other.recall('production');
  store.read.mockResolvedValue(undefined);
  await other.recall('production');
  expect(look(other, 7, crash).brokenRollout).toMatchObject({
    wasDownBefore: true,
  });
});
