import type { V1ReplicaSet } from '@kubernetes/client-node';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import type { PastOperation } from 'backstage-plugin-ideogram-incident-node';
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

  it.each<[number, object, string[]]>([
    [
      2,
      {},
      [
        'Ends 4 of 6 pods; each serves 1.5 requests/s then, and 0.5 requests/s now.',
      ],
    ],
    [0, {}, ['Ends all 6 pods: nobody is served.']],
    [
      8,
      {
        conditions: [
          { type: 'ReplicaFailure', status: 'True', message: 'exceeded quota' },
        ],
      },
      [
        "The cluster can't even start the pods that are wanted now: exceeded quota",
      ],
    ],
  ])('warns of what %i pods come to', (replicas, status, warnings) => {
    const readings = [
      {
        probe: 'error-rate',
        status: 'ok',
        details: { requestsPerSecond: 3, errors: [], rateLimitedPerMinute: 0 },
      },
    ] as unknown as Reading[];
    const input = {
      ...inputOf({ deployment: deploymentOf({ status }) }),
      readings,
    };
    const { warnings: found } = createScaleAction(words, replicas).assess(
      input,
    );
    expect(found).toEqual(warnings);
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

it.each([
  [
    1,
    {},
    [
      'There is only 1 pod: what it works on may be lost when it ends, and nobody is served if the new one fails later.',
    ],
  ],
  [2, {}, []],
  [
    1,
    { strategy: { type: 'Recreate' } },
    [expect.stringContaining('No pod serves')],
  ],
])('warns of a restart of %i pods with %j', (replicas, spec, warnings) => {
  const deployment = deploymentOf({
    spec: { replicas, ...spec },
    status: {
      replicas,
      updatedReplicas: replicas,
      availableReplicas: replicas,
    },
  });
  const action = createRestartAction(words);
  expect(action.assess(inputOf({ deployment })).warnings).toEqual(warnings);
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
      'Goes back from rollout 3 to the one before it (restarts not counted) and restarts 6 pods, one after the other.',
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

  describe('says where it goes', () => {
    const operation = {
      id: 'op-9',
      action: 'enable-fallback',
      title: 'Enable fallback',
      actor: 'user:default/jane',
      at: '2026-11-25T12:00:10.000Z',
    };
    const undone = {
      ...operation,
      id: 'op-10',
      action: words.id,
      reason: 'It crashes',
      at: '2026-11-25T13:10:00.000Z',
      fromRevision: 6,
    };
    const former = (annotations = {}) => {
      const set = setOf('6', 'images:6');
      return {
        ...set,
        metadata: {
          ...set.metadata,
          name: 'images-5d9c7b',
          creationTimestamp: new Date('2026-11-25T12:00:00Z'),
          annotations: { ...set.metadata?.annotations, ...annotations },
        },
      } as V1ReplicaSet;
    };
    const look = (
      set: V1ReplicaSet,
      operations: PastOperation[] = [],
      readings?: Reading[],
    ) =>
      action.assess({
        ...inputOf({
          deployment: deploymentOf({
            metadata: revision('7'),
            containers: [{ name: 'app', image: 'images:5' }],
          }),
        }),
        rollouts: { replicaSets: [set], operations },
        readings,
      });
    const marked = { 'ideogram-incident/operation': 'op-9' };
    const where =
      'Rolls back from revision 7 to 6 and restarts 6 pods, one after the other.';
    const image = 'It runs images:6 in place of images:5.';
    const made = 'Revision 6 was made on 2026-11-25 at 12:00 UTC';

    it.each<[string, object, PastOperation[], string]>([
      ['an operation', marked, [operation], ' by jane, with Enable fallback'],
      [
        'its change cause',
        { 'kubernetes.io/change-cause': 'kubectl set image' },
        [],
        '; its change cause is: kubectl set image',
      ],
      ['nobody', {}, [], '; by whom is not on record'],
      [
        'nobody, where the operation came later',
        marked,
        [{ ...operation, at: '2026-11-25T12:30:00.000Z' }],
        '; by whom is not on record',
      ],
    ])('as made by %s', (_, annotations, operations, by) => {
      const { plan, warnings } = look(former(annotations), operations);
      expect(plan).toEqual([where, `${made}${by}. ${image}`]);
      expect(warnings).toEqual([]);
    });

    it('warns of one that was undone, that failed, or that crashes', () => {
      const failure = 'x7k2p crashes: the container app ended.';
      const readings = [
        {
          probe: 'workload',
          status: 'degraded',
          details: {
            desired: 6,
            available: 6,
            pods: [
              {
                name: 'images-5d9c7b-x7k2p',
                trouble: 'crashing',
                message: 'CrashLoopBackOff',
              },
            ],
          },
        },
      ] as unknown as Reading[];
      expect(
        look(former(marked), [undone, { ...operation, failure }], readings)
          .warnings,
      ).toEqual([
        'Revision 6 was undone on 2026-11-25 at 13:10 UTC by jane: “It crashes”. This brings it back.',
        `Enable fallback failed on revision 6 on 2026-11-25 at 12:00 UTC: ${failure}`,
        '1 pod of revision 6 crashes now: CrashLoopBackOff.',
      ]);
    });

    it.each([
      [true, 'none of its pods was ever up'],
      [false, 'none of its pods was up'],
    ])(
      'warns of one that crashed before, though nothing tells it now (%s)',
      (wasNeverUp, said) => {
        const readings = [
          {
            probe: 'workload',
            status: 'ok',
            details: {
              desired: 6,
              available: 6,
              pods: [],
              downRollouts: ['images-5d9c7b', 'images-another'].map(
                replicaSet => ({
                  replicaSet,
                  at: '2026-11-25T12:01:00.000Z',
                  trouble: 'crashing',
                  wasNeverUp,
                }),
              ),
            },
          },
        ] as unknown as Reading[];
        expect(look(former(), [], readings).warnings).toEqual([
          `Revision 6 crashed on 2026-11-25 at 12:01 UTC: ${said}.`,
        ]);
      },
    );
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
        cause: expect.stringMatching(
          / no other version of images than the present one\.$/,
        ),
      },
    });
  });
});
