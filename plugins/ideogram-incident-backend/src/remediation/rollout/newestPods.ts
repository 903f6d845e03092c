import type { V1Pod } from '@kubernetes/client-node';

const HASH_LABEL = 'pod-template-hash';

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

/** The last part of a pod's name, which tells it from its siblings. */
export function shortName({ metadata }: V1Pod): string {
  const name = metadata?.name ?? '';
  const hash = metadata?.labels?.[HASH_LABEL];
  const start = hash ? name.indexOf(`-${hash}-`) : -1;
  return start > 0 ? name.slice(start + hash!.length + 2) : name;
}
