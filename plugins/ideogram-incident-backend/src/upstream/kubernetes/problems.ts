import {
  changeConflicts,
  changeForbidden,
  changeInvalid,
  changeNotAdmitted,
  changeNotInTheirName,
  changeOfMissing,
  changeOverQuota,
  changeSignInExpired,
  changeUnanswered,
  clusterForbids,
  clusterRefuses,
  clusterUnreachable,
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
      return clusterRefuses(cluster, target.escalation);
    case 'forbidden':
      return clusterForbids(cluster, attempt, target.escalation);
    default:
      return clusterUnreachable(cluster, error.fault, target.escalation);
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
      return changeSignInExpired(change);
    case 'forbidden':
      return changeForbidden(change);
    case 'impersonation':
      return changeNotInTheirName(change);
    case 'admission':
      return changeNotAdmitted(change, error.refusedBy ?? 'a webhook', reason);
    case 'quota':
      return changeOverQuota(change, reason);
    case 'conflict':
      return changeConflicts(change);
    case 'not-found':
      return changeOfMissing(change, reason);
    case 'invalid':
    case 'refused-request':
      return changeInvalid(change, reason);
    default:
      return changeUnanswered(change, error.fault);
  }
}
