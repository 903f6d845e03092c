import type { V1ReplicaSet } from '@kubernetes/client-node';
import { deploymentOf, UID } from './__testUtils__/deployment';
import { previousReplicaSet, undoRolloutPatch } from './rolloutPatches';

const REVISION = 'deployment.kubernetes.io/revision';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const spec = (image: string) => ({ containers: [{ name: 'app', image }] });
const setOf = (revision: unknown, image = 'images:1', more: object = {}) =>
  ({
    metadata: {
      annotations: { [REVISION]: revision, ...more },
      ownerReferences: [{ controller: true, uid: UID }],
    },
    spec: {
      template: {
        metadata: {
          creationTimestamp: null,
          labels: { app: 'images', 'pod-template-hash': '5d9c7b' },
        },
        spec: spec(image),
      },
    },
  } as unknown as V1ReplicaSet);
const ofAnother = (set: V1ReplicaSet, ...ownerReferences: object[]) =>
  ({ ...set, metadata: { ...set.metadata, ownerReferences } } as V1ReplicaSet);
const deploymentAt = (revision: string | undefined) =>
  deploymentOf({ metadata: { annotations: { [REVISION]: revision } } });

it.each<[string, string | undefined, V1ReplicaSet[], unknown]>([
  ['the one before', '3', [setOf('3'), setOf('2'), setOf('1')], '2'],
  ['in any order', '3', [setOf('1'), setOf('3'), setOf('2')], '2'],
  ['as numbers', '10', [setOf('9'), setOf('10'), setOf('8')], '9'],
  ['with gaps', '7', [setOf('7'), setOf('3')], '3'],
  ['before one not seen yet', '3', [setOf('2'), setOf('1')], '2'],
  ['of a deployment without', undefined, [setOf('2'), setOf('1')], '1'],
  [
    'not one of a canary with the same labels',
    '5',
    [
      setOf('5'),
      ofAnother(setOf('4'), { controller: true, uid: 'of-the-canary' }),
      ofAnother(setOf('3'), { uid: UID }),
      ofAnother(setOf('2')),
      setOf('1'),
    ],
    '1',
  ],
  ['of the first', '1', [setOf('1')], undefined],
  ['of none', '1', [], undefined],
  [
    'among hostile ones',
    '3',
    [
      null as unknown as V1ReplicaSet,
      setOf('x'),
      setOf(5),
      ofAnother(
        { metadata: { annotations: { [REVISION]: '2' } } },
        { controller: true, uid: UID },
      ),
      setOf('1'),
    ],
    '1',
  ],
])('finds the former rollout: %s', (_, revision, sets, expected) => {
  const found = previousReplicaSet(deploymentAt(revision), sets);
  expect(found?.metadata?.annotations?.[REVISION]).toBe(expected);
});

const RESTARTED = { 'kubectl.kubernetes.io/restartedAt': '2026-11-25' };
const NOTED = { note: 'by a person' };
const template = (image: string, annotations?: object) => ({
  metadata: { labels: { app: 'images' }, annotations },
  spec: spec(image),
});
const withAnnotations = (set: V1ReplicaSet, annotations: object) =>
  ({
    ...set,
    spec: {
      template: {
        ...set.spec!.template,
        metadata: { ...set.spec!.template!.metadata, annotations },
      },
    },
  } as V1ReplicaSet);

it.each<[string, object, V1ReplicaSet[], unknown]>([
  [
    'past the broken one that was only restarted',
    template('bad', RESTARTED),
    [setOf('3', 'bad'), setOf('2', 'bad'), setOf('1', 'good')],
    '1',
  ],
  [
    'past several restarts',
    template('bad', RESTARTED),
    [
      withAnnotations(setOf('3', 'bad'), {
        'kubectl.kubernetes.io/restartedAt': '2026-11-24',
      }),
      setOf('2', 'bad'),
      setOf('1', 'good'),
    ],
    '1',
  ],
  [
    'to a good one that was restarted',
    template('bad', RESTARTED),
    [
      withAnnotations(setOf('3', 'good'), RESTARTED),
      setOf('2', 'good'),
      setOf('1', 'bad'),
    ],
    '3',
  ],
  [
    'not past another change beside the restart',
    template('bad', RESTARTED),
    [withAnnotations(setOf('3', 'bad'), NOTED), setOf('2', 'good')],
    '3',
  ],
  [
    'nowhere, where all that went before is the same',
    template('bad', { ...RESTARTED, ...NOTED }),
    [withAnnotations(setOf('1', 'bad'), NOTED)],
    undefined,
  ],
])('goes back %s', (_, present, sets, expected) => {
  const deployment = deploymentOf({
    metadata: { annotations: { [REVISION]: '4' } },
    template: present,
  });
  const found = previousReplicaSet(deployment, sets);
  expect(found?.metadata?.annotations?.[REVISION]).toBe(expected);
});

it('puts the former template in the place of the present one as a whole', () => {
  const deployment = deploymentOf({
    metadata: {
      annotations: {
        [REVISION]: '2',
        [LAST_APPLIED]: '{"of":"now"}',
        'ideogram-incident/operation': 'op-2',
        'kubernetes.io/change-cause': 'bad release',
        added: 'since',
      },
    },
    template: { spec: spec('images:2') },
  });
  const former = setOf('1', 'images:1', {
    [LAST_APPLIED]: '{"of":"then"}',
    'deployment.kubernetes.io/desired-replicas': '6',
    'deployment.kubernetes.io/max-replicas': '8',
    'deployment.kubernetes.io/revision-history': '1',
    'ideogram-incident/operation': 'op-1',
    'kubernetes.io/change-cause': 'good release',
  });
  expect(undoRolloutPatch(deployment, former)).toEqual({
    metadata: {
      annotations: {
        'kubernetes.io/change-cause': 'good release',
        added: null,
      },
    },
    spec: {
      template: {
        $patch: 'replace',
        metadata: { labels: { app: 'images' } },
        spec: spec('images:1'),
      },
    },
  });
});
