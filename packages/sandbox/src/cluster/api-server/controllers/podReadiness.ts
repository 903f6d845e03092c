import { conditionOf } from '../../conditions';
import type { Pod } from '../../objects';

export function isActive(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return (
    !pod.metadata.deletionTimestamp &&
    phase !== 'Failed' &&
    phase !== 'Succeeded'
  );
}

/** Since when the pod is ready, in milliseconds; undefined: it is not. */
export function readySince(pod: Pod): number | undefined {
  const ready = conditionOf(pod, 'Ready');
  return ready?.status === 'True'
    ? Date.parse(ready.lastTransitionTime ?? '') || 0
    : undefined;
}

/** Milliseconds until the pod counts as available: 0 when it does, undefined while it is not ready. */
export function untilAvailable(
  pod: Pod,
  minReadySeconds: number = 0,
): number | undefined {
  const since = readySince(pod);
  if (since === undefined) return undefined;
  return Math.max(0, since + minReadySeconds * 1000 - Date.now());
}
