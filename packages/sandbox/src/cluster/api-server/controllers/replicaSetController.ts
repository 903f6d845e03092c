import { timestamp } from '../../conditions';
import type { Condition, Pod, ReplicaSet } from '../../objects';
import { resources } from '../resources';
import type { Registry } from '../registry';
import { StatusError } from '../statusError';
import { withoutZeros } from './counts';
import { isActive, readySince, untilAvailable } from './podReadiness';

/** What keeps a pod from being created may pass. */
const retryMs = 1000;

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

/** Creates pods, and answers why it could not create all of them. */
function createPods(
  registry: Registry,
  set: ReplicaSet,
  count: number,
): string | undefined {
  try {
    for (let made = 0; made < count; made++) {
      registry.create(resources.pods, set.metadata.namespace, newPod(set));
    }
    return undefined;
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
}

function failure({ status }: ReplicaSet, message: string): Condition {
  const known = status?.conditions?.[0];
  return {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message,
    lastTransitionTime: known?.lastTransitionTime ?? timestamp(),
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
  const refused = createPods(registry, set, missing);
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
        ...(refused && { conditions: [failure(set, refused)] }),
      },
    },
    { subresource: 'status' },
  );
  const pending = waits.filter(wait => wait !== undefined && wait > 0);
  if (refused) pending.push(retryMs);
  return pending.length ? Math.min(...(pending as number[])) : undefined;
}
