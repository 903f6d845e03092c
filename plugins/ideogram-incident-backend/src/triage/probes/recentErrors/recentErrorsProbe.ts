import {
  podLogsRefused,
  podsMissing,
  podsNotStarted,
  type Problem,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import {
  KubernetesError,
  podsToRead,
  problemOf,
  readPodLog,
  type Clusters,
  type KubernetesSession,
} from '../../../upstream/kubernetes';
import { summaryOf } from './summaryOf';
import { tellErrors, type PodOutcome } from './tellErrors';

type Result = ProbeResult<'recent-errors'>;

const SINCE_SECONDS = 300;
const MOST_PODS = 20;
const MOST_PODS_LISTED = 250;
/** More than a person reads, and little enough to look through in a second. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads the recent error lines of the selected pods. */
export function createRecentErrorsProbe(
  clusters: Clusters,
): Probe<'recent-errors'> {
  return {
    name: 'recent-errors',
    appliesTo: target => target.kubernetes !== undefined,
    async take(target, { signal, deadline }) {
      const { kubernetes } = target;
      if (!kubernetes) throw new Error(`${target.name} has no cluster`);
      try {
        return await clusters.read(
          kubernetes.connection,
          { signal, deadline, maxBytes: target.probes.maxBytes },
          session => readErrors(session, target, kubernetes),
        );
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        return unknown(
          problemOf(error, target, `list pods in ${kubernetes.namespace}`),
        );
      }
    },
  };
}

function unknown(
  problem: Problem,
  summary = problem.issue.replace(/\.$/, ''),
  details?: RecentErrorsDetails,
): Result {
  return { status: 'unknown', summary, details, problem };
}

async function readErrors(
  session: KubernetesSession,
  target: Target,
  kubernetes: NonNullable<Target['kubernetes']>,
): Promise<Result> {
  const { namespace, labelSelector, container } = kubernetes;
  const list = await session.pods(namespace, labelSelector, MOST_PODS_LISTED);
  const started = podsToRead(list.pods, container, Date.now());
  const outcomes = await readLogs(session, target, {
    namespace,
    pods: started.slice(0, MOST_PODS),
  });

  if (outcomes.length === 0) {
    return list.pods.length === 0
      ? unknown(podsMissing(namespace, labelSelector), 'No pod is running')
      : unknown(
          podsNotStarted(namespace, labelSelector),
          'No pod has started yet',
        );
  }
  const told = await tellErrors(outcomes, {
    sinceSeconds: SINCE_SECONDS,
    isPart: list.more || started.length > MOST_PODS,
  });
  const summary = summaryOf(told, outcomes.length);
  // "No error line" may only be said of what was read.
  if (told.total > 0) return { status: 'degraded', summary, details: told };
  const failed = outcomes.find(outcome => 'error' in outcome);
  return failed
    ? unknown(logProblem(failed.error, target, namespace), summary, told)
    : { status: 'ok', summary, details: told };
}

async function readLogs(
  session: KubernetesSession,
  target: Target,
  {
    namespace,
    pods,
  }: { namespace: string; pods: ReturnType<typeof podsToRead> },
): Promise<PodOutcome[]> {
  const settings = {
    namespace,
    sinceSeconds: SINCE_SECONDS,
    // All logs together are held at once.
    maxBytes: Math.floor(
      Math.min(MOST_BYTES, target.probes.maxBytes) / Math.max(1, pods.length),
    ),
  };
  const outcomes = await Promise.all(
    pods.map(async (pod): Promise<PodOutcome> => {
      try {
        return { pod: pod.name, log: await readPodLog(session, pod, settings) };
      } catch (error) {
        if (!(error instanceof KubernetesError)) throw error;
        return { pod: pod.name, error };
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
  target: Target,
  namespace: string,
): Problem {
  return error.kind === 'refused-request'
    ? podLogsRefused(
        target.kubernetes?.cluster ?? '',
        error.reason ?? error.fault,
      )
    : problemOf(error, target, `read the logs of pods in ${namespace}`);
}
