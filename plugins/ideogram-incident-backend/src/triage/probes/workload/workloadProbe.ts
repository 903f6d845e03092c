import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import {
  podProblems,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import {
  brokenRollout,
  describePods,
  KubernetesError,
  ownPods,
  replicaFailure,
  restartsOf,
  revisionOf,
  type ClusterClients,
  type KubernetesSession,
} from '../../../upstream/kubernetes';
import {
  createKubernetesProbe,
  MAX_PODS_LISTED,
  unreadable,
} from '../kubernetesProbe';
import { countsOf, evaluateWorkload } from './evaluateWorkload';
import { mitigationsOf } from './mitigationsOf';
import { RolloutsSeen } from './rolloutsSeen';

type Result = ProbeResult<'workload'>;
type Kubernetes = RemediationTarget['kubernetes'];

const MAX_PODS_SHOWN = 50;

const isMissing = (error: unknown) =>
  error instanceof KubernetesError && error.kind === 'not-found';

/** Reads a deployment and its pods. */
export function createWorkloadProbe(
  clusters: ClusterClients,
): Probe<'workload'> {
  const seen = new RolloutsSeen();
  return createKubernetesProbe(
    clusters,
    'workload',
    (session, target, signal) => readWorkload(session, target, signal, seen),
  );
}

/** What memory may cost the reading after all else has been read. */
const GRACE_MS = 200;

/** Bytes in use by pod; undefined where the cluster does not tell in time. */
type PodMemory = ReadonlyMap<string, number> | undefined;

/**
 * Asks for the memory of pods beside other work, and waits for it hardly
 * longer than for that. Many clusters serve no metrics, and one whose metrics
 * hang must not hold up the reading.
 */
async function withPodMemory<T>(
  session: KubernetesSession,
  selected: Kubernetes,
  signal: AbortSignal,
  work: Promise<T>,
): Promise<[T, PodMemory]> {
  const enough = new AbortController();
  const memory = session
    .podMemory(
      selected.namespace,
      selected.labelSelector,
      AbortSignal.any([signal, enough.signal]),
    )
    .catch((error: unknown): PodMemory => {
      if (!(error instanceof KubernetesError)) throw error;
      return undefined;
    });
  let grace: NodeJS.Timeout | undefined;
  try {
    const result = await work;
    grace = setTimeout(() => enough.abort(), GRACE_MS);
    return [result, await memory];
  } finally {
    clearTimeout(grace);
  }
}

async function readWorkload(
  session: KubernetesSession,
  target: RemediationTarget,
  signal: AbortSignal,
  seen: RolloutsSeen,
): Promise<Result> {
  const { kubernetes } = target;
  const { namespace, deployment: name, labelSelector } = kubernetes;
  const [[deployment, pods], memory] = await withPodMemory(
    session,
    kubernetes,
    signal,
    Promise.allSettled([
      session.deployment(namespace, name),
      session.pods(namespace, labelSelector, MAX_PODS_LISTED),
    ]),
  );
  if (deployment.status === 'rejected') {
    if (isMissing(deployment.reason)) return missing(kubernetes);
    // What the other probe fails for too is told in the words of both.
    return pods.status === 'rejected'
      ? unreadable(pods.reason, target)
      : unreadable(deployment.reason, target, `get the deployment ${name}`);
  }
  if (pods.status === 'fulfilled') {
    const own = ownPods(pods.value.pods, name);
    const details = inViewOfFormer(
      describe(kubernetes, deployment.value, own, memory),
      deployment.value,
      target.name,
      seen,
    );
    return details.available > 0 && own.length === 0
      ? unseen(kubernetes, details)
      : judged(deployment.value, details);
  }
  // Too few pods are known to be too few also where they can't be looked at.
  const counted = judged(
    deployment.value,
    describe(kubernetes, deployment.value, [], undefined),
  );
  return counted.status === 'ok' ? unreadable(pods.reason, target) : counted;
}

function describe(
  kubernetes: Kubernetes,
  deployment: V1Deployment,
  pods: readonly V1Pod[],
  memory: PodMemory,
): WorkloadDetails {
  const now = Date.now();
  const mitigations = mitigationsOf(deployment, kubernetes);
  // One that is set while pods crash is a rollout too, and broke nothing.
  const broken =
    mitigations.length === 0 ? brokenRollout(deployment, pods, now) : undefined;
  return {
    namespace: kubernetes.namespace,
    deployment: kubernetes.deployment,
    ...countsOf(deployment),
    mitigations,
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    ...(broken && { brokenRollout: broken }),
    pods: describePods(pods, memory, now),
  };
}

/** Undoing a rollout is no cure where the one before it was down as well. */
function inViewOfFormer(
  details: WorkloadDetails,
  deployment: V1Deployment,
  target: string,
  seen: RolloutsSeen,
): WorkloadDetails {
  const revision = revisionOf(deployment);
  const { brokenRollout: broken } = details;
  const wasDown =
    revision !== undefined && seen.wasFormerDown(target, revision, details);
  return broken && wasDown
    ? { ...details, brokenRollout: { ...broken, wasDownBefore: true } }
    : details;
}

function judged(deployment: V1Deployment, details: WorkloadDetails): Result {
  return {
    ...evaluateWorkload(details, replicaFailure(deployment)),
    details: { ...details, pods: details.pods.slice(0, MAX_PODS_SHOWN) },
  };
}

/** The deployment counts pods, but the label selector finds none of them. */
function unseen(
  { namespace, labelSelector }: Kubernetes,
  details: WorkloadDetails,
): Result {
  return {
    status: 'unknown',
    summary: `The pods of ${details.deployment} can't be found`,
    details,
    problem: podProblems.missing(namespace, labelSelector),
  };
}

/** Known to be bad, and not merely unread: the cluster itself says so. */
function missing({ namespace, deployment }: Kubernetes): Result {
  return {
    status: 'failing',
    summary: `Deployment missing: there is no ${deployment} in ${namespace}`,
  };
}
