import {
  clusterForbids,
  clusterRefuses,
  clusterUnreachable,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { KubernetesError } from './kubernetesError';

/**
 * The same for all probes of a cluster, so that a person sees one problem.
 * `attempt` is what was not possible, such as `list pods in default`.
 */
export function problemOf(
  error: KubernetesError,
  target: Target,
  attempt: string,
): Problem {
  const cluster = target.kubernetes?.cluster ?? '';
  switch (error.kind) {
    case 'unauthorized':
      return clusterRefuses(cluster, target.escalation);
    case 'forbidden':
      return clusterForbids(cluster, attempt, target.escalation);
    default:
      return clusterUnreachable(cluster, error.fault, target.escalation);
  }
}
