import type { Problem } from '../triage/problem';
import { clusterProblems } from '../triage/problems';
import { escalationContact } from '../target/target';

/**
 * A change that did not go as it should.
 *
 * @public
 */
export interface FailedChange {
  cluster: string;
  /** Such as `patch the secret ideogram-secrets in default`. */
  attempt: string;
  /** True where the cluster may have made it all the same. */
  mayHaveHappened: boolean;
  /** The person whose rights count; left out: the portal's own account. */
  actor?: string;
  /** What was changed before, such as `The secret ideogram-secrets was changed`. */
  changedBefore?: string;
  escalation?: string;
}

const itsWord = ({ cluster }: FailedChange, reason: string) =>
  `The cluster ${cluster} says: ${reason.replace(/[.\s]+$/, '')}.`;

/** What a person wants to know first: in which state the cluster is now. */
function stateOf({ changedBefore, mayHaveHappened }: FailedChange): string {
  if (changedBefore) {
    const rest = mayHaveHappened ? 'perhaps more' : 'nothing else';
    return `${changedBefore}, and ${rest}`;
  }
  return mayHaveHappened
    ? 'It is not known whether anything was changed'
    : 'Nothing was changed';
}

const issue = (change: FailedChange, what: string) =>
  `${stateOf(change)}: ${what}.`;

/**
 * Why a change did not go as it should. `reason` in the cluster's own words.
 *
 * @public
 */
export const changeProblems = {
  /** The cluster answers 401. */
  signInExpired: (change: FailedChange): Problem => ({
    ...clusterProblems.refuses(change.cluster, change.escalation),
    issue: issue(change, "the portal's sign-in to the cluster has expired"),
  }),
  /** The cluster answers 403: the account lacks a permission. */
  forbidden(change: FailedChange): Problem {
    const { cluster, attempt, actor } = change;
    const account = actor ?? "the portal's account";
    return {
      issue: issue(change, `${actor ?? 'the portal'} may not ${attempt}`),
      cause: `Permission denied: the cluster ${cluster} answers 403 to ${account}.`,
      solution: `Escalate to ${escalationContact(
        change,
      )}, who can allow ${account} to ${attempt}.`,
    };
  },
  /** The portal's account may not act in the name of a person. */
  notInTheirName(change: FailedChange): Problem {
    const { cluster, actor = 'another user' } = change;
    return {
      issue: issue(change, `the portal may not act as ${actor}`),
      cause: `Permission denied: the cluster ${cluster} does not let the portal's account impersonate ${actor}.`,
      solution: `Escalate to ${escalationContact(
        change,
      )}, who can allow the portal's account to impersonate ${actor}.`,
    };
  },
  /** A webhook or policy did not let the change in. */
  notAdmitted: (
    change: FailedChange,
    refusedBy: string,
    reason: string,
  ): Problem => ({
    issue: issue(change, `${refusedBy} did not let the change pass`),
    cause: itsWord(change, reason),
    solution: `Ask ${escalationContact(
      change,
    )} about ${refusedBy}, which has to let this change pass.`,
  }),
  /** The namespace may not have more. */
  overQuota: (change: FailedChange, reason: string): Problem => ({
    issue: issue(change, 'the quota of the namespace is used up'),
    cause: itsWord(change, reason),
    solution: `Ask ${escalationContact(
      change,
    )} to raise the quota, or scale something else down.`,
  }),
  /** Somebody else was faster. */
  conflicts: (change: FailedChange): Problem => ({
    issue: issue(change, 'somebody else made a change at the same moment'),
    cause: `Conflict: the cluster ${change.cluster} answers 409, because what was to be changed has changed since it was read.`,
    solution: `Look at what the other change did, and press the button again; if it happens again, ask ${escalationContact(
      change,
    )} who or what makes that change.`,
  }),
  /** What was to be changed is not there. */
  missing: (change: FailedChange, reason: string): Problem => ({
    issue: issue(change, 'what was to be changed is not there'),
    cause: itsWord(change, reason),
    solution: `Find out who or what deleted it, and ask ${escalationContact(
      change,
    )} to bring it back.`,
  }),
  /**
   * The cluster refuses the change itself: the object would not be valid, or
   * the request is none that it takes.
   */
  invalid: (change: FailedChange, reason: string): Problem => ({
    issue: issue(change, 'the cluster does not accept this change'),
    cause: itsWord(change, reason),
    solution: `Ask the portal's operator to check kubernetes of the target and the action's own settings, or make the change by hand with ${escalationContact(
      change,
    )}.`,
  }),
  /** No answer that says how it ended. `cause` one of the words of `fault`. */
  unanswered(change: FailedChange, cause: string): Problem {
    const { cluster, escalation, mayHaveHappened } = change;
    const problem = clusterProblems.unreachable(cluster, cause, escalation);
    return mayHaveHappened
      ? {
          issue: issue(change, "the cluster's answer is missing"),
          cause: problem.cause,
          solution: `Look with kubectl at what the cluster has now before you try again, and ask ${escalationContact(
            change,
          )} if it gives no answer.`,
        }
      : { ...problem, issue: issue(change, "the cluster can't be reached") };
  },
};
