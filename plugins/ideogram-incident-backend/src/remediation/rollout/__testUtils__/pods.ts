import type { V1Pod } from '@kubernetes/client-node';

export const UNREADY = {
  type: 'Ready',
  status: 'False',
  reason: 'ContainersNotReady',
};

/** A pod of the deployment `images`, which is not ready unless its status says so. */
export function podOf(
  name: string,
  status: object,
  { hash = '5d9c7b', at = '2026-11-25T12:09:30Z' } = {},
): V1Pod {
  return {
    metadata: {
      name: `images-${hash}-${name}`,
      creationTimestamp: new Date(at),
      labels: { 'pod-template-hash': hash },
      ownerReferences: [
        { kind: 'ReplicaSet', name: `images-${hash}`, controller: true },
      ],
    },
    status: { conditions: [UNREADY], ...status },
  } as unknown as V1Pod;
}
