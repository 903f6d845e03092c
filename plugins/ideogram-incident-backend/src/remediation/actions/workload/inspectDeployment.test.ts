import { deploymentOf } from '../../patches/__testUtils__/deployment';
import { andRestarts, inspectDeployment, restarts } from './inspectDeployment';

it.each([
  [{}, /^$/, "The deployment isn't paused. The last rollout is complete.", ''],
  [
    { spec: { paused: true } },
    /^The deployment is paused, .* resume it/,
    '',
    '',
  ],
  [
    { metadata: { deletionTimestamp: new Date(0) } },
    /^The deployment is being deleted\.$/,
    '',
    '',
  ],
  [
    { status: { availableReplicas: 2 } },
    /^$/,
    "The deployment isn't paused.",
    "The last rollout isn't complete. 2 of 6 new pods available.",
  ],
  [
    {
      spec: { replicas: 0 },
      status: { replicas: 0, updatedReplicas: 0, availableReplicas: 0 },
    },
    /^$/,
    "The deployment isn't paused. The last rollout is complete.",
    'The deployment is scaled to zero, so no pod notices the change.',
  ],
  [
    { spec: { strategy: { type: 'Recreate' } } },
    /^$/,
    "The deployment isn't paused. The last rollout is complete.",
    'No pod serves while they restart, because the strategy is Recreate.',
  ],
  [
    { spec: { strategy: { rollingUpdate: { maxUnavailable: '100%' } } } },
    /^$/,
    "The deployment isn't paused. The last rollout is complete.",
    'Perhaps no pod serves while they restart, because the strategy lets all be unavailable at once.',
  ],
])('sees of %j: %p %p %p', (shape, refusals, checks, warnings) => {
  const look = inspectDeployment(deploymentOf(shape));
  expect(look.refusals.join(' ')).toMatch(refusals);
  expect(look.checks.join(' ')).toBe(checks);
  expect(look.warnings.join(' ')).toBe(warnings);
});

it.each([{ rollingUpdate: { maxUnavailable: '100%' } }, { type: 'Recreate' }])(
  'warns of no pod that is taken away where none serves, with %j',
  strategy => {
    const deployment = deploymentOf({
      spec: { strategy },
      status: { availableReplicas: 0 },
    });
    expect(inspectDeployment(deployment).warnings).toEqual([
      "The last rollout isn't complete. 0 of 6 new pods available.",
    ]);
    // And what takes the place of that rollout needs not wait for it.
    expect(
      inspectDeployment(deployment, { endsRollout: true }).warnings,
    ).toEqual([]);
  },
);

it.each<[object, string]>([
  [{ replicas: 6 }, 'Sets A=b and restarts 6 pods, one after the other.'],
  [{ replicas: 1 }, 'Sets A=b and restarts 1 pod.'],
  [{ replicas: undefined }, 'Sets A=b and restarts 1 pod.'],
  [{ replicas: 0 }, 'Sets A=b. No pod restarts, for none is wanted.'],
  [
    { strategy: { type: 'Recreate' } },
    'Sets A=b and restarts 6 pods, all at once.',
  ],
  ...[
    ['25%', 'one after the other'],
    [5, 'one after the other'],
    [6, 'all at once'],
    ['100%', 'all at once'],
  ].map(([maxUnavailable, how]): [object, string] => [
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } },
    `Sets A=b and restarts 6 pods, ${how}.`,
  ]),
])('says of %j: %s', (spec, plan) => {
  expect(andRestarts('Sets A=b', deploymentOf({ spec }))).toBe(plan);
});

it('says what a restart does', () => {
  expect(restarts(deploymentOf())).toBe(
    'Restarts 6 pods, one after the other.',
  );
});
