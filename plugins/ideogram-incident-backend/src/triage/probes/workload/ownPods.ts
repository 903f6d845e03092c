import type { V1Pod } from '@kubernetes/client-node';

const isOver = (phase: string | undefined) =>
  phase === 'Succeeded' || phase === 'Failed';

/**
 * The pods of a deployment among those of a label selector, which may select
 * others too: a canary, a job, a debugging pod. What is over and done, such as
 * an evicted pod that has been replaced, is not among them.
 */
export function ownPods(
  pods: readonly V1Pod[],
  deployment: string,
): readonly V1Pod[] {
  return pods.filter(
    pod => belongsTo(pod, deployment) && !isOver(pod.status?.phase),
  );
}

/** A replica set is named after its deployment and a hash without dashes. */
function belongsTo(pod: V1Pod, deployment: string): boolean {
  const owner = pod.metadata?.ownerReferences?.find(each => each?.controller);
  // A cluster that names no owner leaves nothing but the selector's word.
  if (!owner) return true;
  if (owner.kind !== 'ReplicaSet') return false;
  const name: unknown = owner.name;
  if (typeof name !== 'string') return false;
  const hash = name.slice(deployment.length + 1);
  return name === `${deployment}-${hash}` && /^[a-z0-9]+$/.test(hash);
}
