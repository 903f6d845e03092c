import type { ProbeName } from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  RemediationTarget,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import {
  KubernetesError,
  problemOf,
  type ClusterClients,
  type KubernetesSession,
} from '../../upstream/kubernetes';

/** More pods than one reading looks at. */
export const MAX_PODS_LISTED = 250;

const isInCluster = (target: Target): target is RemediationTarget =>
  target.kubernetes !== undefined;

/** Where the cluster did not let it be read; other errors are thrown again. */
export function unreadable(
  error: unknown,
  target: RemediationTarget,
  attempt = 'list pods',
): Pick<ProbeResult, 'status' | 'summary' | 'problem'> {
  if (!(error instanceof KubernetesError)) throw error;
  const { namespace } = target.kubernetes;
  const problem = problemOf(error, target, `${attempt} in ${namespace}`);
  const summary = problem.issue.replace(/\.$/, '');
  return { status: 'unknown', summary, problem };
}

/** A probe that reads in the cluster of a target, in one session. */
export function createKubernetesProbe<P extends ProbeName>(
  clusters: ClusterClients,
  name: P,
  read: (
    session: KubernetesSession,
    target: RemediationTarget,
    signal: AbortSignal,
  ) => Promise<ProbeResult<P>>,
): Probe<P> {
  return {
    name,
    appliesTo: isInCluster,
    async take(target, { signal, deadline }) {
      if (!isInCluster(target))
        throw new Error(`${target.name} has no cluster`);
      const { maxBytes } = target.probes;
      try {
        return await clusters.read(
          target.kubernetes.connection,
          { signal, deadline, maxBytes },
          session => read(session, target, signal),
        );
      } catch (error) {
        return unreadable(error, target);
      }
    },
  };
}
