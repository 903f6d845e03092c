import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { KubernetesSession } from '../session';
import { recentTermination } from './podTrouble';

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
      restarted: recentTermination(status, now) !== undefined,
    }));
}

function urgency(status: V1ContainerStatus | undefined, now: number): number {
  if (status?.ready !== true) return 2;
  return recentTermination(status, now) ? 1 : 0;
}

function startedAt(pod: V1Pod): number {
  return pod.status?.startTime?.getTime() || 0;
}

export interface PodLog {
  text: string;
  /** True where there was more within the time than was read. */
  truncated: boolean;
}

interface LogSettings {
  namespace: string;
  sinceSeconds: number;
  maxBytes: number;
}

const USUAL_BYTES_PER_LINE = 200;
const MAX_LINES = 20_000;

function lineCount(log: string): number {
  let count = 0;
  for (let at = log.indexOf('\n'); at !== -1; at = log.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/**
 * The newest part of a pod's log. The API cuts what is too long at its newest
 * end, so that a log of long lines is asked for once more, with fewer of them.
 */
async function readNewest(
  session: KubernetesSession,
  pod: PodToRead,
  { namespace, sinceSeconds, maxBytes }: LogSettings,
  previous: boolean,
): Promise<PodLog> {
  const read = (tailLines: number) =>
    session.podLog(namespace, pod.name, {
      container: pod.container,
      ...(previous && { previous }),
      sinceSeconds,
      tailLines,
      limitBytes: maxBytes,
    });
  const isCut = (log: string) => Buffer.byteLength(log) >= maxBytes;

  const usual = Math.ceil(maxBytes / USUAL_BYTES_PER_LINE);
  const tailLines = Math.min(MAX_LINES, usual);
  const log = await read(tailLines);
  if (!isCut(log)) {
    return { text: log, truncated: lineCount(log) >= tailLines };
  }
  const fewer = Math.max(1, Math.floor(lineCount(log) * 0.8));
  return { text: await read(fewer), truncated: true };
}

/** What a pod said last, also where its container has just begun anew. */
export async function readPodLog(
  session: KubernetesSession,
  pod: PodToRead,
  settings: LogSettings,
): Promise<PodLog> {
  const current = await readNewest(session, pod, settings, false);
  if (!pod.restarted || current.text.trim() !== '') return current;
  try {
    return await readNewest(session, pod, settings, true);
  } catch {
    // The log of the last run may be gone already; the current one was read.
    return current;
  }
}
