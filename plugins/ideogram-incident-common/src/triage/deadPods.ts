import type { PodTrouble } from './probes/workload';
import { NO_POD_TO_READ } from './problems';
import { readingOf, type Reading } from './reading';
import type { Question, TriageErrorClass } from './triage';

/** Of a deployment of which no pod is available: what ails them all. */
export type DeadPods = PodTrouble | 'missing-deployment' | 'none';

/** The first that any pod has; a crash for want of memory is one, too. */
const TROUBLES: readonly PodTrouble[] = [
  'crashing',
  'out-of-memory',
  'image-pull',
  'unschedulable',
  'not-ready',
];

/** What ails pods; where several things do, what says most. */
export function podTroubleOf(
  readings: readonly Reading[],
): PodTrouble | undefined {
  const pods = readingOf(readings, 'workload')?.details?.pods ?? [];
  return TROUBLES.find(trouble => pods.some(pod => pod.trouble === trouble));
}

/** Undefined where a pod is available, or that is not known. */
export function deadPodsOf(readings: readonly Reading[]): DeadPods | undefined {
  const workload = readingOf(readings, 'workload');
  if (workload?.status !== 'failing') return undefined;
  if (!workload.details) return 'missing-deployment';
  return podTroubleOf(readings) ?? 'none';
}

const lastRolloutOf = (readings: readonly Reading[]) =>
  readingOf(readings, 'workload')?.details?.brokenRollout;

/** The rollout whose pods were never up, and whose undoing brings pods back. */
export function brokenRolloutOf(readings: readonly Reading[]) {
  const rollout = lastRolloutOf(readings);
  return rollout?.wasDownBefore ? undefined : rollout;
}

/** That undoing the last rollout goes back to pods that were down, too. */
export function downBeforeRollout(
  readings: readonly Reading[],
): string | undefined {
  const rollout = lastRolloutOf(readings);
  return rollout?.wasDownBefore
    ? `Pods were down before rollout ${rollout.revision}, too: undoing it brings back what was down.`
    : undefined;
}

const MAX_LINES = 6;

/** What the container that crashed last said before. */
export function lastWordsOf(readings: readonly Reading[]): string[] {
  const [last] = readingOf(readings, 'recent-errors')?.details?.lastWords ?? [];
  return last?.lines.slice(-MAX_LINES) ?? [];
}

/** Of a system that has trouble of its own, whether pods run or not. */
const OWN_TROUBLE =
  /^Prometheus down|another sign-in|can't be trusted|web page|redirects to/;

/**
 * Whether a reading has its problem because no pod is there to be asked: it is
 * gone with the first one that starts.
 *
 * @public
 */
export function followsFromDeadPods(
  { probe, problem }: Reading,
  readings: readonly Reading[],
): boolean {
  if (!problem || !deadPodsOf(readings)) return false;
  if (probe === 'recent-errors') return problem.issue === NO_POD_TO_READ;
  return (
    ['integration-health', 'error-rate', 'latency'].includes(probe) &&
    !OWN_TROUBLE.test(problem.cause)
  );
}

/**
 * Whether pods are to be looked after before anything else: without one,
 * nothing else helps. Only a key or a payment that is refused comes first, for
 * pods may well crash because of it.
 */
export function arePodsFirst({
  readings,
  errorClass,
  path,
}: {
  readings: readonly Reading[];
  errorClass: TriageErrorClass;
  path: readonly Question[];
}): boolean {
  const hasErrors = path.some(
    ({ id, answer }) => id === 'api-errors' && answer === 'yes',
  );
  if (!deadPodsOf(readings)) {
    return !hasErrors && brokenRolloutOf(readings) !== undefined;
  }
  const isRefused = errorClass === 'authentication' || errorClass === 'billing';
  return !(hasErrors && isRefused);
}
