import { deploymentOf } from '../patches/__testUtils__/deployment';
import { rolloutState } from './rolloutState';

const deadline = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "images-5d9c7b" has timed out progressing.',
};

it.each<[object, object, object, string, string]>([
  [{}, {}, {}, 'done', '6 of 6 pods available.'],
  [
    {},
    {},
    { observedGeneration: 2, conditions: [deadline] },
    'waiting',
    "The cluster hasn't looked at the change yet.",
  ],
  [
    { generation: 2 },
    {},
    { observedGeneration: 2 },
    'waiting',
    "The cluster hasn't looked at the change yet.",
  ],
  [
    { generation: 5 },
    {},
    { observedGeneration: 4 },
    'waiting',
    "The cluster hasn't looked at the change yet.",
  ],
  [
    {},
    {},
    { conditions: [null, deadline], updatedReplicas: 1 },
    'failed',
    'The cluster gave up: ReplicaSet "images-5d9c7b" has timed out progressing.',
  ],
  [
    {},
    {},
    { conditions: [{ ...deadline, message: null }] },
    'failed',
    'The cluster gave up.',
  ],
  [
    {},
    { paused: true },
    { updatedReplicas: 1 },
    'waiting',
    'The deployment is paused, so nothing goes on.',
  ],
  // Scaling goes on while the template waits.
  [{}, { paused: true }, {}, 'done', '6 of 6 pods available.'],
  [{}, {}, { updatedReplicas: 2 }, 'waiting', '2 of 6 pods updated.'],
  [{}, {}, { updatedReplicas: undefined }, 'waiting', '0 of 6 pods updated.'],
  [{}, {}, { replicas: 7 }, 'waiting', '1 old pod left.'],
  [{}, {}, { availableReplicas: 5 }, 'waiting', '5 of 6 new pods available.'],
  [
    {},
    { replicas: 0 },
    { replicas: 0, updatedReplicas: 0, availableReplicas: 0 },
    'done',
    '0 of 0 pods available.',
  ],
  [
    {},
    { replicas: 1 },
    { replicas: 2, updatedReplicas: 1, availableReplicas: 2 },
    'waiting',
    '1 old pod left.',
  ],
  [
    { generation: 'x' },
    {},
    {},
    'waiting',
    "The cluster hasn't looked at the change yet.",
  ],
])('of %j %j %j is %s: %s', (metadata, spec, status, state, why) => {
  const deployment = deploymentOf({ metadata, spec, status });
  expect(rolloutState(deployment, 3)).toMatchObject({ state, why });
});

it('counts what the cluster leaves out as none', () => {
  const status = {
    replicas: undefined,
    updatedReplicas: null,
    availableReplicas: -1,
  };
  expect(rolloutState(deploymentOf({ status }), 3)).toMatchObject({
    updated: 0,
    available: 0,
    desired: 6,
  });
});
