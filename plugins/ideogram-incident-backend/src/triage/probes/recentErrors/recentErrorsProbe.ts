import type { V1Pod } from '@kubernetes/client-node';
import {
  formatCount,
  noErrorLine,
  podProblems,
  type Problem,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { TargetMaskers } from '../../../redaction';
import {
  createdAt,
  KubernetesError,
  logsToRead,
  problemOf,
  readLog,
  type ClusterClients,
  type KubernetesSession,
  type LogToRead,
} from '../../../upstream/kubernetes';
import { createKubernetesProbe, MAX_PODS_LISTED } from '../kubernetesProbe';
import { collectErrors, type LogOutcome } from './collectErrors';

type Result = ProbeResult<'recent-errors'>;

const SINCE_SECONDS = 300;
/** Where a container crashed: until it begins anew, five minutes may pass. */
const SINCE_SECONDS_OF_CRASH = 600;
const MAX_LOGS = 20;
/** A secret that takes longer must not cost the reading. */
const SECRET_DEADLINE_MS = 2_000;
/** More than a person reads, and little enough to look through in a second. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads the recent error lines of the selected pods. */
export function createRecentErrorsProbe(
  clusters: ClusterClients,
  maskers: TargetMaskers = new TargetMaskers(),
): Probe<'recent-errors'> {
  return createKubernetesProbe(clusters, 'recent-errors', (session, target) =>
    readErrors(session, target, maskers),
  );
}

const unknown = (summary: string, problem: Problem): Result => ({
  status: 'unknown',
  summary,
  problem,
});

async function readErrors(
  session: KubernetesSession,
  target: RemediationTarget,
  maskers: TargetMaskers,
): Promise<Result> {
  const { namespace, labelSelector, container, secret } = target.kubernetes;
  const list = await session.pods(namespace, labelSelector, MAX_PODS_LISTED);
  const found = logsToRead(list.pods, container, Date.now());
  const logs = found.slice(0, MAX_LOGS);
  const sinceSeconds = logs.some(({ end }) => end)
    ? SINCE_SECONDS_OF_CRASH
    : SINCE_SECONDS;
  // Side by side: the secret must not make the reading longer.
  const masker = maskers.maskerOf(target, () =>
    session.secret(
      namespace,
      secret.name,
      AbortSignal.timeout(SECRET_DEADLINE_MS),
    ),
  );
  const outcomes = await readLogs(session, target, logs, sinceSeconds);
  const readFrom = Date.now() - sinceSeconds * 1000;

  if (outcomes.length === 0 && list.pods.length === 0) {
    return unknown(
      'No pod is running',
      podProblems.missing(namespace, labelSelector),
    );
  }
  const details = await collectErrors(outcomes, {
    sinceSeconds,
    podsSince: firstPodAfter(readFrom, list.pods, outcomes),
    isPart: list.more || found.length > MAX_LOGS,
    masker: await masker,
  });
  // "No error line" may only be said of what was read.
  if (details.total === 0 && outcomes.every(({ log }) => log.isInit)) {
    return unknown(
      'No pod has started yet',
      podProblems.notStarted(namespace, labelSelector),
    );
  }
  const summary = summaryOf(details, outcomes);
  if (details.total > 0) return { status: 'degraded', summary, details };
  const failed = outcomes.find(outcome => 'error' in outcome);
  return failed
    ? { ...unknown(summary, logProblem(failed.error, target)), details }
    : { status: 'ok', summary, details };
}

/** The pods that were there before may have said what nobody can read now. */
function firstPodAfter(
  readFrom: number,
  pods: readonly V1Pod[],
  outcomes: readonly LogOutcome[],
): string | undefined {
  const read = new Set(outcomes.map(({ log }) => log.pod));
  const first = Math.min(
    ...pods
      .filter(pod => read.has(pod.metadata?.name ?? ''))
      .map(pod => createdAt(pod)),
  );
  return Number.isFinite(first) && first > readFrom
    ? new Date(first).toISOString()
    : undefined;
}

const podsIn = (outcomes: readonly LogOutcome[]) =>
  new Set(outcomes.map(({ log }) => log.pod)).size;

async function readLogs(
  session: KubernetesSession,
  target: RemediationTarget,
  logs: readonly LogToRead[],
  sinceSeconds: number,
): Promise<LogOutcome[]> {
  const runs = logs.length + logs.filter(({ restarted }) => restarted).length;
  const settings = {
    namespace: target.kubernetes.namespace,
    sinceSeconds,
    // All logs together are held at once.
    maxBytes: Math.floor(
      Math.min(MAX_BYTES, target.probes.maxBytes) / Math.max(1, runs),
    ),
  };
  const outcomes = await Promise.all(
    logs.map(async (log): Promise<LogOutcome> => {
      try {
        return { log, runs: await readLog(session, log, settings) };
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        return { log, error };
      }
    }),
  );
  return outcomes.filter(
    outcome => !('error' in outcome && hasNoLog(outcome.error)),
  );
}

/** The pod went, or its container has not started, since the pods were listed. */
function hasNoLog({ kind, reason }: KubernetesError): boolean {
  return (
    kind === 'not-found' ||
    (kind === 'refused-request' && /\bwaiting to start\b/.test(reason ?? ''))
  );
}

function logProblem(
  error: KubernetesError,
  target: RemediationTarget,
): Problem {
  const { cluster, namespace } = target.kubernetes;
  return error.kind === 'refused-request'
    ? podProblems.logsRefused(cluster, error.reason ?? error.fault)
    : problemOf(error, target, `read the logs of pods in ${namespace}`);
}

const minutes = (since: string) => since.replace(/m$/, ' min');

/** One line for a person, with what it was read from where that is not all. */
function summaryOf(
  details: RecentErrorsDetails,
  outcomes: readonly LogOutcome[],
): string {
  const { total, since, groups, truncated } = details;
  const isUnread = (outcome: LogOutcome) => 'error' in outcome;
  const unread = podsIn(outcomes.filter(isUnread));
  const pods = formatCount(podsIn(outcomes), 'pod');
  if (outcomes.every(isUnread)) return `No log of ${pods} can be read`;
  const missing =
    unread > 0 ? `; the logs of ${unread} of ${pods} can't be read` : '';
  if (total === 0) {
    return truncated
      ? `No error line in the newest part of the logs${missing}`
      : `${noErrorLine(details)}${missing}`;
  }
  const atLeast = truncated ? 'At least ' : '';
  return `${atLeast}${formatCount(total, 'error line')} in ${minutes(
    since,
  )}${statuses(groups)}${placeOf(details)}${missing}`;
}

/** Where all error lines stand, if that is not the log that one looks at first. */
function placeOf({ total, lines }: RecentErrorsDetails): string {
  if (total > lines.length) return '';
  const [{ container, init }] = lines;
  const isOne = lines.every(line => line.container === container);
  const kind = init ? 'init container' : 'container';
  const where = isOne && container ? `, in ${kind} ${container}` : '';
  const isPrevious = lines.every(({ previous }) => previous);
  return `${where}${isPrevious ? ', before the last restart' : ''}`;
}

/** Such as `, 661 with 503 and 232 with 500`. */
function statuses(groups: RecentErrorsDetails['groups']): string {
  const counts = new Map<number, number>();
  for (const { httpStatus, count } of groups) {
    if (httpStatus === undefined) continue;
    counts.set(httpStatus, (counts.get(httpStatus) ?? 0) + count);
  }
  const most = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([httpStatus, count]) => `${count} with ${httpStatus}`);
  return most.length > 0 ? `, ${most.join(' and ')}` : '';
}
