import {
  changeProblems,
  clusterProblems,
  type FailedChange,
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
      return clusterProblems.refuses(cluster, target.escalation);
    case 'forbidden':
      return clusterProblems.forbids(cluster, attempt, target.escalation);
    default:
      return clusterProblems.unreachable(
        cluster,
        error.fault,
        target.escalation,
      );
  }
}

/**
 * Why a change did not go as it should. `attempt` is what was not possible,
 * such as `patch the secret ideogram-secrets in default`.
 *
 * @param more - whose rights counted, and what had been changed before
 */
export function problemOfWrite(
  error: KubernetesError,
  target: Target,
  attempt: string,
  more: Pick<FailedChange, 'actor' | 'changedBefore'> = {},
): Problem {
  const change: FailedChange = {
    ...more,
    cluster: target.kubernetes?.cluster ?? '',
    attempt,
    mayHaveHappened: error.mayHaveHappened,
    escalation: target.escalation,
  };
  const reason = error.reason ?? error.fault;
  switch (error.kind) {
    case 'unauthorized':
      return changeProblems.signInExpired(change);
    case 'forbidden':
      return changeProblems.forbidden(change);
    case 'impersonation':
      return changeProblems.notInTheirName(change);
    case 'admission':
      return changeProblems.notAdmitted(
        change,
        error.refusedBy ?? 'a webhook',
        reason,
      );
    case 'quota':
      return changeProblems.overQuota(change, reason);
    case 'conflict':
      return changeProblems.conflicts(change);
    case 'not-found':
      return changeProblems.missing(change, reason);
    case 'invalid':
    case 'refused-request':
      return changeProblems.invalid(change, reason);
    default:
      return changeProblems.unanswered(change, error.fault);
  }
}
