import type { Deployment, ReplicaSet } from '../../objects';
import { nextStep, rolloutBounds } from './rollout';

function deployment(
  replicas: number,
  maxSurge: number | string = '25%',
  maxUnavailable: number | string = '25%',
): Deployment {
  return {
    metadata: { name: 'd' },
    spec: {
      replicas,
      selector: {},
      strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
      template: { spec: { containers: [] } },
    },
  };
}

function set(name: string, replicas: number, available: number): ReplicaSet {
  return {
    metadata: { name },
    spec: { replicas, selector: {}, template: { spec: { containers: [] } } },
    status: { replicas, availableReplicas: available },
  };
}

it.each([
  [2, '25%', '25%', 1, 0],
  [4, '25%', '25%', 1, 1],
  [2, '25%', '100%', 1, 2],
  [10, '25%', '25%', 3, 2],
  [3, 0, 0, 0, 1],
  [3, 2, 5, 2, 3],
  [0, '25%', '25%', 0, 1],
])(
  '%i replicas with surge %p and %p unavailable: %i too many, %i too few',
  (replicas, s, u, surge, unavailable) => {
    expect(rolloutBounds(deployment(replicas, s, u))).toEqual({
      surge,
      unavailable,
    });
  },
);

it.each<
  [string, number, [number, number], [number, number][], Record<string, number>]
>([
  ['starts with the surge', 2, [0, 0], [[2, 2]], { new: 1 }],
  ['waits for the new pod', 2, [1, 0], [[2, 2]], {}],
  ['then takes one old away', 2, [1, 1], [[2, 2]], { old0: 1 }],
  ['then adds the next', 2, [1, 1], [[1, 1]], { new: 2 }],
  ['takes the last old away', 2, [2, 2], [[1, 1]], { old0: 0 }],
  ['has nothing to do at the end', 2, [2, 2], [[0, 0]], {}],
  [
    'removes first what serves nobody',
    4,
    [2, 2],
    [
      [1, 0],
      [2, 2],
    ],
    { old0: 0, old1: 1 },
  ],
  ['shrinks', 1, [3, 3], [], { new: 1 }],
  ['grows', 5, [3, 3], [], { new: 5 }],
])('%s', (_, replicas, current, old, expected) => {
  const fresh = set('new', ...current);
  const steps = nextStep(
    deployment(replicas),
    fresh,
    old.map((counts, index) => set(`old${index}`, ...counts)),
  );
  expect(
    Object.fromEntries(
      [...steps].map(([{ metadata }, count]) => [metadata.name, count]),
    ),
  ).toEqual(expected);
});
