import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { recentEnd } from '../../../upstream/kubernetes';

/** A pod whose log is to be read. */
export interface PodToRead {
  name: string;
  /** Named where the pod has several. */
  container?: string;
  /** The container has just begun anew: its last words are in another log. */
  restarted: boolean;
}

/** As kubectl chooses where nobody says which. */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

function containerOf(pod: V1Pod, configured?: string): string | undefined {
  const names = (pod.spec?.containers ?? []).map(container => container?.name);
  if (configured !== undefined || names.length < 2) return configured;
  const byDefault = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  return names.find(name => name === byDefault) ?? names[0];
}

function statusOf(
  pod: V1Pod,
  container: string | undefined,
): V1ContainerStatus | undefined {
  const statuses = pod.status?.containerStatuses ?? [];
  return statuses.find(
    status => status && (!container || status.name === container),
  );
}

/** Before its container has run for the first time, a pod has no log. */
function hasStarted(pod: V1Pod, status: V1ContainerStatus | undefined) {
  if (status?.lastState?.terminated) return true;
  if (status) return !status.state?.waiting;
  // An evicted pod has lost its containers, and a new one has none yet.
  return !['Pending', 'Failed', 'Succeeded'].includes(pod.status?.phase ?? '');
}

/**
 * The pods that have a log: those that are not ready or were restarted first,
 * for they have the most to tell, then the youngest.
 */
export function podsToRead(
  pods: readonly V1Pod[],
  container: string | undefined,
  now: number,
): PodToRead[] {
  return pods
    .map(pod => {
      const name = containerOf(pod, container);
      return { pod, container: name, status: statusOf(pod, name) };
    })
    .filter(({ pod, status }) => hasStarted(pod, status))
    .sort(
      (a, b) =>
        urgency(b.status, now) - urgency(a.status, now) ||
        startedAt(b.pod) - startedAt(a.pod),
    )
    .map(({ pod, container: name, status }) => ({
      name: pod.metadata?.name ?? '',
      ...(name !== undefined && { container: name }),
      restarted: recentEnd(status, now) !== undefined,
    }));
}

function urgency(status: V1ContainerStatus | undefined, now: number): number {
  if (status?.ready !== true) return 2;
  return recentEnd(status, now) ? 1 : 0;
}

function startedAt(pod: V1Pod): number {
  return pod.status?.startTime?.getTime() || 0;
}
