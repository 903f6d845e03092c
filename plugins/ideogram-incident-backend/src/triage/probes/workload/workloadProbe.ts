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
  type ClusterClients,
  type KubernetesSession,
} from '../../../upstream/kubernetes';
import {
  createKubernetesProbe,
  MAX_PODS_LISTED,
  unreadable,
} from '../kubernetesProbe';
import { countsOf, evaluateWorkload } from './evaluateWorkload';
import { inViewOfFormer, lookAtRollout } from './inViewOfFormer';
import { mitigationsOf } from './mitigationsOf';
import type { RolloutMemory } from './rolloutMemory';

type Result = ProbeResult<'workload'>;
type Kubernetes = RemediationTarget['kubernetes'];

const MAX_PODS_SHOWN = 50;

const isMissing = (error: unknown) =>
  error instanceof KubernetesError && error.kind === 'not-found';

/** Reads a deployment and its pods. */
export function createWorkloadProbe(
  clusters: ClusterClients,
  rollouts: RolloutMemory,
): Probe<'workload'> {
  return createKubernetesProbe(
    clusters,
    'workload',
    (session, target, signal) =>
      readWorkload(session, target, signal, rollouts),
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
  rollouts: RolloutMemory,
): Promise<Result> {
  const { kubernetes } = target;
  const { namespace, deployment: name, labelSelector } = kubernetes;
  const recalled = rollouts.recall(target.name);
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
    const found = describe(kubernetes, deployment.value, own, memory);
    await recalled;
    const look = lookAtRollout(deployment.value, own, found);
    const details = inViewOfFormer(
      found,
      look,
      look ? rollouts.observe(target.name, look) : [],
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
  const broken = brokenRollout(deployment, pods, now);
  return {
    namespace: kubernetes.namespace,
    deployment: kubernetes.deployment,
    ...countsOf(deployment),
    mitigations: mitigationsOf(deployment, kubernetes),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    ...(broken && { brokenRollout: broken }),
    pods: describePods(pods, memory, now),
  };
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
