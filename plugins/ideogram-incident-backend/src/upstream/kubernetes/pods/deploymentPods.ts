import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { plainText } from '../../text';

const HASH_LABEL = 'pod-template-hash';

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

/** Pods whose age is not known are older than all others. */
export function createdAt({ metadata }: V1Pod): number {
  const time = new Date(metadata?.creationTimestamp ?? NaN).getTime();
  return Number.isNaN(time) ? 0 : time;
}

/** The pods of one replica set: that of the pod which was made last. */
export function newestPods(pods: readonly V1Pod[]): V1Pod[] {
  const [newest] = [...pods].sort((a, b) => createdAt(b) - createdAt(a));
  const hash = newest?.metadata?.labels?.[HASH_LABEL];
  return pods.filter(pod => pod.metadata?.labels?.[HASH_LABEL] === hash);
}

/** How the cluster names the replica set whose pods a rollout makes. */
const OF_ROLLOUT = /replica ?set "([^"]{1,253})"/i;

/**
 * The pods that the present rollout makes. The cluster says of which replica
 * set they are; where it does not, the youngest one counts, though an old pod
 * that was evicted may have been replaced since.
 */
export function newPods(
  { metadata, status }: V1Deployment,
  pods: readonly V1Pod[],
): V1Pod[] {
  if (!status?.updatedReplicas) return [];
  const name = metadata?.name ?? '';
  const own = ownPods(pods, name);
  const progressing = status.conditions?.find(
    condition => condition?.type === 'Progressing',
  );
  const [, set] = OF_ROLLOUT.exec(progressing?.message ?? '') ?? [];
  const hash = set?.startsWith(`${name}-`) && set.slice(name.length + 1);
  return hash
    ? own.filter(pod => pod.metadata?.labels?.[HASH_LABEL] === hash)
    : newestPods(own);
}

/** The last part of a pod's name, which tells it from its siblings. */
export function shortName({ metadata }: V1Pod): string {
  const name = metadata?.name ?? '';
  const hash = metadata?.labels?.[HASH_LABEL];
  const start = hash ? name.indexOf(`-${hash}-`) : -1;
  return start > 0 ? name.slice(start + hash!.length + 2) : name;
}

/** Why the deployment makes no pods at all, such as a quota. */
export function replicaFailure(deployment: V1Deployment): string | undefined {
  const failure = deployment.status?.conditions?.find(
    condition =>
      condition?.type === 'ReplicaFailure' && condition.status === 'True',
  );
  return plainText(failure?.message ?? failure?.reason);
}
