import type { Pod, ReplicaSet } from '../../objects';
import { resources } from '../resources';
import type { Registry } from '../registry';
import { withoutZeros } from './counts';
import { isActive, readySince, untilAvailable } from './podReadiness';

/** Which pod goes first: one that runs nowhere, that is not ready, that is younger. */
function byDispensability(a: Pod, b: Pod): number {
  const rank = (pod: Pod) => [
    pod.spec.nodeName ? 1 : 0,
    pod.status?.phase === 'Running' ? 1 : 0,
    readySince(pod) === undefined ? 0 : 1,
    -Date.parse(pod.metadata.creationTimestamp ?? ''),
  ];
  const [left, right] = [rank(a), rank(b)];
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : left[at] - right[at];
}

function newPod({ metadata, spec }: ReplicaSet): Pod {
  return {
    metadata: {
      ...spec.template.metadata,
      name: '',
      generateName: `${metadata.name}-`,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: metadata.name,
          uid: metadata.uid!,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: spec.template.spec,
  };
}

/** Makes as many pods as wanted; answers in how many milliseconds to look again. */
export function reconcileReplicaSet(
  registry: Registry,
  namespace: string,
  name: string,
): number | undefined {
  const { store } = registry;
  const found = store.get(resources.replicasets, namespace, name);
  if (!found) return undefined;
  const set = found as ReplicaSet;
  const active = store
    .list<Pod>(resources.pods, namespace)
    .filter(
      pod =>
        isActive(pod) &&
        pod.metadata.ownerReferences?.some(
          owner => owner.uid === set.metadata.uid,
        ),
    );
  const missing = set.metadata.deletionTimestamp
    ? 0
    : (set.spec.replicas ?? 1) - active.length;
  for (let count = 0; count < missing; count++) {
    registry.create(resources.pods, namespace, newPod(set));
  }
  if (missing < 0) {
    for (const pod of [...active].sort(byDispensability).slice(0, -missing)) {
      registry.remove(resources.pods, namespace, pod.metadata.name);
    }
  }
  const waits = active.map(pod =>
    untilAvailable(pod, set.spec.minReadySeconds),
  );
  const count = (test: (wait?: number) => boolean) => waits.filter(test).length;
  registry.update(
    resources.replicasets,
    namespace,
    name,
    {
      metadata: { name },
      status: {
        replicas: active.length,
        ...withoutZeros({
          fullyLabeledReplicas: active.length,
          readyReplicas: count(wait => wait !== undefined),
          availableReplicas: count(wait => wait === 0),
        }),
        observedGeneration: set.metadata.generation,
      },
    },
    { subresource: 'status' },
  );
  const pending = waits.filter(wait => wait !== undefined && wait > 0);
  return pending.length ? Math.min(...(pending as number[])) : undefined;
}
