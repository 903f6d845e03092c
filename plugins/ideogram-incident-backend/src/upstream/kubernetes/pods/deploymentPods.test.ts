import type { V1Pod } from '@kubernetes/client-node';
import { ownPods } from './deploymentPods';

const pod = (owner: object | null | undefined, phase = 'Running') =>
  ({
    metadata: { name: 'pod', ownerReferences: owner && [owner] },
    status: { phase },
  } as unknown as V1Pod);
const by = (kind: unknown, name: unknown) => ({ kind, name, controller: true });

it.each<[string, V1Pod, boolean]>([
  ['of its replica set', pod(by('ReplicaSet', 'images-7d9c8b')), true],
  ['that nobody owns', pod(undefined), true],
  ['of a longer name', pod(by('ReplicaSet', 'images-canary-7d9c8b')), false],
  ['of a job', pod(by('Job', 'images-7d9c8b')), false],
  ['that is over', pod(by('ReplicaSet', 'images-7d9c8b'), 'Failed'), false],
  ['of an odd owner', pod(by('ReplicaSet', { toString: 1 })), false],
  ['of an owner without a kind', pod(by(null, 'images-7d9c8b')), false],
])('takes a pod %s for its own: %#', (_, each, isOwn) => {
  expect(ownPods([each], 'images')).toEqual(isOwn ? [each] : []);
});
