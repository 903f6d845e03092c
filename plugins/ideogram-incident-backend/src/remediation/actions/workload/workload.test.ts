import type { V1ReplicaSet } from '@kubernetes/client-node';
import { deploymentOf, UID } from '../../patches/__testUtils__/deployment';
import { AT, inputOf } from '../__testUtils__/input';
import { createRestartAction } from './restart';
import { createScaleAction } from './scale';
import { createUndoRolloutAction } from './undoRollout';

const words = { id: 'a', title: 'A', description: 'B', risk: 'low' as const };
const revision = (number: string) => ({
  annotations: { 'deployment.kubernetes.io/revision': number },
});

describe('restart', () => {
  const action = createRestartAction(words);

  it('replaces the pods', async () => {
    const input = inputOf();
    expect(action.assess(input)).toMatchObject({
      refusals: [],
      plan: ['Restarts 6 pods, one after the other.'],
    });
    expect(await action.changes(input)).toEqual({
      deployment: {
        spec: {
          template: {
            metadata: {
              annotations: { 'kubectl.kubernetes.io/restartedAt': AT },
            },
          },
        },
      },
    });
  });

  it.each([
    [{ replicas: 0 }, /^The deployment is scaled to zero: there is no pod/],
    [{ paused: true }, /^The deployment is paused/],
  ])('makes no sense with %j', (spec, refusal) => {
    const { refusals } = action.assess(
      inputOf({ deployment: deploymentOf({ spec }) }),
    );
    expect(refusals).toEqual([expect.stringMatching(refusal)]);
  });
});

describe('scale', () => {
  const action = createScaleAction(words, 8);

  it('changes how many pods are wanted, also while paused', async () => {
    const input = inputOf({
      deployment: deploymentOf({ spec: { paused: true } }),
    });
    expect(action.assess(input)).toEqual({
      refusals: [],
      checks: [],
      warnings: [],
      plan: ['Scales from 6 to 8 pods.'],
    });
    expect(await action.changes(input)).toEqual({
      deployment: { spec: { replicas: 8 } },
    });
  });

  it('has nothing to do where it is so', async () => {
    const input = inputOf({
      deployment: deploymentOf({ spec: { replicas: 8 } }),
    });
    expect(action.assess(input).refusals).toEqual([
      'Already so: 8 pods wanted.',
    ]);
    expect(await action.changes(input)).toEqual({});
  });

  it('is refused while the deployment is deleted', () => {
    const metadata = { deletionTimestamp: new Date(0) };
    const { refusals } = action.assess(
      inputOf({ deployment: deploymentOf({ metadata }) }),
    );
    expect(refusals).toEqual(['The deployment is being deleted.']);
  });

  const replicas = { 'f:spec': { 'f:replicas': {} } };

  it.each([
    [
      'an autoscaler',
      [{ manager: 'kube-controller-manager', fieldsV1: replicas }],
      1,
    ],
    ['a person', [{ manager: 'kubectl', fieldsV1: replicas }], 0],
    [
      'the status alone',
      [
        null,
        { manager: 'kube-controller-manager', fieldsV1: { 'f:status': {} } },
      ],
      0,
    ],
    ['nobody', undefined, 0],
    ['something odd', { manager: 'kube-controller-manager' }, 0],
  ])('knows whether %s has set the number', (_, managedFields, warnings) => {
    const deployment = deploymentOf({ metadata: { managedFields } });
    expect(action.assess(inputOf({ deployment })).warnings).toHaveLength(
      warnings,
    );
  });
});

describe('undo rollout', () => {
  const action = createUndoRolloutAction(words);
  const setOf = (number: string, image: string) =>
    ({
      metadata: {
        ...revision(number),
        ownerReferences: [{ controller: true, uid: UID }],
      },
      spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
    } as unknown as V1ReplicaSet);

  it('goes back to the template before', async () => {
    const input = inputOf({
      deployment: deploymentOf({ metadata: revision('3') }),
      replicaSets: [setOf('3', 'c'), setOf('2', 'b'), setOf('1', 'a')],
    });
    expect(action.assess(input).plan).toEqual([
      'Goes back, past mere restarts, from rollout 3 to the one before it and restarts 6 pods, one after the other.',
    ]);
    expect(await action.changes(input)).toMatchObject({
      deployment: {
        spec: {
          template: {
            $patch: 'replace',
            spec: { containers: [{ name: 'app', image: 'b' }] },
          },
        },
      },
    });
  });

  it.each([
    [
      { metadata: revision('1') },
      'There was no rollout before the present one.',
    ],
    [
      { spec: { revisionHistoryLimit: 0 } },
      'The deployment keeps no former rollouts.',
    ],
  ])('makes no sense with %j', (shape, refusal) => {
    const { refusals } = action.assess(
      inputOf({ deployment: deploymentOf(shape) }),
    );
    expect(refusals).toEqual([refusal]);
  });

  it.each([
    ['is gone', [setOf('3', 'c')]],
    ['differs by a restart only', [setOf('3', 'c'), setOf('2', 'c')]],
  ])('changes nothing where the former rollout %s', async (_, replicaSets) => {
    const input = inputOf({
      deployment: deploymentOf({
        metadata: revision('3'),
        containers: [{ name: 'app', image: 'c' }],
      }),
      replicaSets,
    });
    await expect(action.changes(input)).rejects.toMatchObject({
      name: 'ActionError',
      problem: {
        issue: 'Nothing was changed: there is no former rollout to go back to.',
        cause: expect.stringMatching(/differs .* by more than a restart\.$/),
      },
    });
  });
});
