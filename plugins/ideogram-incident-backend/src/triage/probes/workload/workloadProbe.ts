import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import {
  podsMissing,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import {
  describePods,
  KubernetesError,
  ownPods,
  problemOf,
  replicaFailure,
  restartsOf,
  type Clusters,
  type KubernetesSession,
} from '../../../upstream/kubernetes';
import { countsOf, judgeWorkload } from './judgeWorkload';
import { withMemory, type PodMemory } from './withMemory';
import { mitigationsOf } from './mitigationsOf';

type Result = ProbeResult<'workload'>;
type Kubernetes = NonNullable<Target['kubernetes']>;

const MOST_PODS_LISTED = 250;
const MOST_PODS_SHOWN = 50;

const isMissing = (error: unknown) =>
  error instanceof KubernetesError && error.kind === 'not-found';

/** Reads a deployment and its pods. */
export function createWorkloadProbe(clusters: Clusters): Probe<'workload'> {
  return {
    name: 'workload',
    appliesTo: target => target.kubernetes !== undefined,
    async take(target, { signal, deadline }) {
      const { kubernetes } = target;
      if (!kubernetes) throw new Error(`${target.name} has no cluster`);
      try {
        return await clusters.read(
          kubernetes.connection,
          { signal, deadline, maxBytes: target.probes.maxBytes },
          session => readWorkload(session, target, kubernetes, signal),
        );
      } catch (error) {
        return unknown(error, target, 'list pods');
      }
    },
  };
}

async function readWorkload(
  session: KubernetesSession,
  target: Target,
  kubernetes: Kubernetes,
  signal: AbortSignal,
): Promise<Result> {
  const { namespace, deployment: name, labelSelector } = kubernetes;
  const [[deployment, pods], memory] = await withMemory(
    session,
    kubernetes,
    signal,
    Promise.allSettled([
      session.deployment(namespace, name),
      session.pods(namespace, labelSelector, MOST_PODS_LISTED),
    ]),
  );
  if (deployment.status === 'rejected') {
    if (isMissing(deployment.reason)) return missing(kubernetes);
    // What the other probe fails for too is told in the words of both.
    return pods.status === 'rejected'
      ? unknown(pods.reason, target, 'list pods')
      : unknown(deployment.reason, target, `get the deployment ${name}`);
  }
  if (pods.status === 'fulfilled') {
    const own = ownPods(pods.value.pods, name);
    const details = describe(kubernetes, deployment.value, own, memory);
    return details.available > 0 && own.length === 0
      ? unseen(kubernetes, details)
      : judged(deployment.value, details);
  }
  // Too few pods are known to be too few also where they can't be looked at.
  const counted = judged(
    deployment.value,
    describe(kubernetes, deployment.value, [], undefined),
  );
  return counted.status === 'ok'
    ? unknown(pods.reason, target, 'list pods')
    : counted;
}

function describe(
  kubernetes: Kubernetes,
  deployment: V1Deployment,
  pods: readonly V1Pod[],
  memory: PodMemory,
): WorkloadDetails {
  return {
    namespace: kubernetes.namespace,
    deployment: kubernetes.deployment,
    ...countsOf(deployment),
    mitigations: mitigationsOf(deployment, kubernetes),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    pods: describePods(pods, memory, Date.now()),
  };
}

function judged(deployment: V1Deployment, details: WorkloadDetails): Result {
  return {
    ...judgeWorkload(details, replicaFailure(deployment)),
    details: { ...details, pods: details.pods.slice(0, MOST_PODS_SHOWN) },
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
    problem: podsMissing(namespace, labelSelector),
  };
}

function unknown(error: unknown, target: Target, attempt: string): Result {
  if (!(error instanceof KubernetesError)) throw error;
  const problem = problemOf(
    error,
    target,
    `${attempt} in ${target.kubernetes?.namespace}`,
  );
  const summary = problem.issue.replace(/\.$/, '');
  return { status: 'unknown', summary, problem };
}

/** Known to be bad, and not merely unread: the cluster itself says so. */
function missing({ namespace, deployment }: Kubernetes): Result {
  return {
    status: 'failing',
    summary: `Deployment missing: there is no ${deployment} in ${namespace}`,
  };
}
