import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { KubernetesSession } from '../session';
import { containerStatuses, recentTermination } from './podTrouble';

/** How a run of a container ended. */
export interface EndOfRun {
  exitCode?: number;
  reason?: string;
  /** Milliseconds since the epoch. */
  at?: number;
}

/** A container whose log is to be read. */
export interface LogToRead {
  pod: string;
  /** Named where the pod has several. */
  container?: string;
  /** Of a container that has to end before those of the pod start. */
  isInit: boolean;
  /** Of its last run, where that crashed lately. */
  end?: EndOfRun;
  /** It has begun anew since then: the last words are in another log. */
  restarted: boolean;
}

interface Candidate {
  pod: V1Pod;
  name: string | undefined;
  status: V1ContainerStatus | undefined;
  isInit: boolean;
}

/** As kubectl chooses where nobody says which. */
const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The containers that are meant; all where nobody says which. */
function meantIn(pod: V1Pod, configured?: string): (string | undefined)[] {
  if (configured !== undefined) return [configured];
  const names = (pod.spec?.containers ?? []).map(container => container?.name);
  if (names.length < 2) return [undefined];
  const byDefault = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  return names.includes(byDefault!) ? [byDefault] : names;
}

function candidatesOf(pod: V1Pod, configured: string | undefined, now: number) {
  const statuses = containerStatuses(pod);
  const meant = meantIn(pod, configured).map((name): Candidate => {
    const found = statuses.find(each => !name || each.status.name === name);
    return { pod, name, status: found?.status, isInit: found?.isInit ?? false };
  });
  const others = statuses
    .filter(({ status }) => !meant.some(each => each.status === status))
    .filter(({ status, isInit }) => isInTrouble(status, isInit, now))
    .map(({ status, isInit }) => ({ pod, name: status.name, status, isInit }));
  return [...meant.filter(hasStarted), ...others];
}

/** Of a container that is not meant, the log matters where it is the trouble. */
function isInTrouble(status: V1ContainerStatus, isInit: boolean, now: number) {
  // Until an init container has ended, the pod waits for it.
  return (isInit && !!status.state?.running) || !!endOf(status, isInit, now);
}

/** Before its container has run for the first time, a pod has no log. */
function hasStarted({ pod, status }: Candidate): boolean {
  if (status?.lastState?.terminated) return true;
  if (status) return !status.state?.waiting;
  // An evicted pod has lost its containers, and a new one has none yet.
  return !['Pending', 'Failed', 'Succeeded'].includes(pod.status?.phase ?? '');
}

function endOf(
  status: V1ContainerStatus | undefined,
  isInit: boolean,
  now: number,
): EndOfRun | undefined {
  const isLoop = status?.state?.waiting?.reason === 'CrashLoopBackOff';
  const end =
    recentTermination(status, now) ??
    (isLoop ? status?.lastState?.terminated : undefined);
  // An init container ends; that is what it is for.
  if (!end || (isInit && end.exitCode === 0)) return undefined;
  const at = new Date(end.finishedAt ?? NaN).getTime();
  return {
    ...(Number.isInteger(end.exitCode) && { exitCode: end.exitCode }),
    ...(typeof end.reason === 'string' && { reason: end.reason }),
    ...(!Number.isNaN(at) && { at }),
  };
}

/**
 * The logs that there are: of containers that are not ready or crashed first,
 * for they have the most to tell, then those of the youngest pods.
 */
export function logsToRead(
  pods: readonly V1Pod[],
  container: string | undefined,
  now: number,
): LogToRead[] {
  return pods
    .flatMap(pod => candidatesOf(pod, container, now))
    .sort(
      (a, b) =>
        urgency(b, now) - urgency(a, now) ||
        startedAt(b.pod) - startedAt(a.pod),
    )
    .map(({ pod, name, status, isInit }) => {
      const end = endOf(status, isInit, now);
      return {
        pod: pod.metadata?.name ?? '',
        ...(name !== undefined && { container: name }),
        isInit,
        ...(end && { end }),
        restarted: !!end && !status?.state?.terminated,
      };
    });
}

function urgency({ status, isInit }: Candidate, now: number): number {
  if (status?.ready !== true) return 2;
  return endOf(status, isInit, now) ? 1 : 0;
}

function startedAt(pod: V1Pod): number {
  return pod.status?.startTime?.getTime() || 0;
}

/** What one run of a container said. */
export interface LogOfRun {
  text: string;
  /** True where there was more within the time than was read. */
  truncated: boolean;
  /** True for the run before the last restart. */
  previous: boolean;
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
  log: LogToRead,
  { namespace, sinceSeconds, maxBytes }: LogSettings,
  previous: boolean,
): Promise<LogOfRun> {
  const read = (tailLines: number) =>
    session.podLog(namespace, log.pod, {
      container: log.container,
      ...(previous && { previous }),
      sinceSeconds,
      tailLines,
      limitBytes: maxBytes,
    });
  const isCut = (text: string) => Buffer.byteLength(text) >= maxBytes;

  const usual = Math.ceil(maxBytes / USUAL_BYTES_PER_LINE);
  const tailLines = Math.min(MAX_LINES, usual);
  const newest = await read(tailLines);
  if (!isCut(newest)) {
    return {
      text: newest,
      truncated: lineCount(newest) >= tailLines,
      previous,
    };
  }
  const fewer = Math.max(1, Math.floor(lineCount(newest) * 0.8));
  return { text: await read(fewer), truncated: true, previous };
}

/**
 * What a container said, oldest first: also before it began anew, for there
 * it says why it crashed.
 */
export async function readLog(
  session: KubernetesSession,
  log: LogToRead,
  settings: LogSettings,
): Promise<LogOfRun[]> {
  const [current, previous] = await Promise.all([
    readNewest(session, log, settings, false),
    log.restarted
      ? // The log of the last run may be gone already.
        readNewest(session, log, settings, true).catch(() => undefined)
      : undefined,
  ]);
  // While a container waits to begin anew, both are the log of its last run.
  const isOther = previous && previous.text !== current.text;
  return isOther && previous.text.trim() !== ''
    ? [previous, current]
    : [current];
}
