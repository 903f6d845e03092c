import type {
  V1ContainerStatus,
  V1Deployment,
  V1Pod,
} from '@kubernetes/client-node';
import { createdAt, newestPods } from './deploymentPods';
import { containerStatuses, podTrouble } from './podTrouble';

export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
export const REVISION = 'deployment.kubernetes.io/revision';

type Annotated = { metadata?: { annotations?: Record<string, string> } } | null;

/** The number of a rollout; undefined where the cluster has not given one. */
export function revisionOf(object: Annotated): number | undefined {
  const text: unknown = object?.metadata?.annotations?.[REVISION];
  return typeof text === 'string' && /^\d{1,15}$/.test(text)
    ? Number(text)
    : undefined;
}

const secondsOf = (time: Date | string | null | undefined) => {
  const seconds = new Date(time ?? NaN).getTime() / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
};

const MAX_RUN_SECONDS = 300;
const MAX_BACK_OFF_SECONDS = 300;
const SLACK_SECONDS = 60;
/** From a restart to its first pod, and what two clocks may differ. */
const RESTART_SECONDS = 8;

/** How long a container may wait in all before it has run so many times anew. */
function backOffSeconds(restarts: number): number {
  let sum = 0;
  for (let count = 0; count < restarts && count < 1_000; count += 1) {
    sum += Math.min(MAX_BACK_OFF_SECONDS, 10 * 2 ** count);
  }
  return sum;
}

/**
 * Whether a container has never run for long: its restarts, with the times to
 * wait between them, are as many as have room in the life of the pod.
 */
function hasCrashedFromStart(pod: V1Pod, status: V1ContainerStatus): boolean {
  const end = status.state?.terminated ?? status.lastState?.terminated;
  const ended = secondsOf(end?.finishedAt);
  const began = secondsOf(end?.startedAt);
  if (ended === undefined || began === undefined) return false;
  const restarts = status.restartCount ?? 0;
  const run = Math.min(MAX_RUN_SECONDS, Math.max(0, ended - began));
  return (
    ended - createdAt(pod) / 1000 <=
    backOffSeconds(restarts) + (restarts + 1) * (run + 5) + SLACK_SECONDS
  );
}

function wasNeverUp(pod: V1Pod, now: number): boolean {
  const trouble = podTrouble(pod, now)?.trouble;
  if (trouble === 'image-pull') return true;
  return (
    (trouble === 'crashing' || trouble === 'out-of-memory') &&
    containerStatuses(pod).some(({ status }) =>
      hasCrashedFromStart(pod, status),
    )
  );
}

/** Of a condition that says so: since when. */
function secondsOfCondition(
  { status }: V1Deployment,
  type: string,
  value: 'status' | 'reason',
  is: string,
  time: 'lastTransitionTime' | 'lastUpdateTime',
): number | undefined {
  const condition = status?.conditions?.find(
    each => each?.type === type && each[value] === is,
  );
  return secondsOf(condition?.[time]);
}

/**
 * The last rollout, where it is known that its pods were never up, and that
 * the deployment was not down before it. Not where it only restarted them, nor
 * where they were made anew long after it: then it is something else that
 * broke.
 *
 * @param own - the pods of the deployment
 */
export function brokenRollout(
  deployment: V1Deployment,
  own: readonly V1Pod[],
  now: number,
): { revision: number; startedAt: string } | undefined {
  const revision = revisionOf(deployment);
  const pods = newestPods(own.filter(pod => !pod.metadata?.deletionTimestamp));
  if (revision === undefined || revision < 2 || pods.length === 0) {
    return undefined;
  }
  if (!pods.every(pod => wasNeverUp(pod, now))) return undefined;
  const began = Math.min(...pods.map(createdAt)) / 1000;
  const restartedAt = secondsOf(
    deployment.spec?.template?.metadata?.annotations?.[RESTARTED_AT],
  );
  const completedAt = secondsOfCondition(
    deployment,
    'Progressing',
    'reason',
    'NewReplicaSetAvailable',
    'lastUpdateTime',
  );
  const downSince = secondsOfCondition(
    deployment,
    'Available',
    'status',
    'False',
    'lastTransitionTime',
  );
  const isRestart =
    restartedAt !== undefined &&
    Math.abs(began - restartedAt) < RESTART_SECONDS;
  const isOfThen = completedAt === undefined || completedAt >= began;
  const wasUp = downSince === undefined || downSince >= began - 10;
  return began > 0 && !isRestart && isOfThen && wasUp
    ? { revision, startedAt: new Date(began * 1000).toISOString() }
    : undefined;
}
