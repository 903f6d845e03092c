import type { Problem } from '../triage/problem';
import { escalationContact } from '../target/escalation';

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

const account = ({ actor }: FailedChange) => actor ?? "the portal's account";

const trimmed = (words: string) => words.replace(/[.\s]+$/, '');

const itsWord = ({ cluster }: FailedChange, reason: string) =>
  `The cluster ${cluster} says: ${trimmed(reason)}.`;

/** What a person wants to know first: in which state the cluster is now. */
function stateOf({ changedBefore, mayHaveHappened }: FailedChange): string {
  if (changedBefore) {
    return `${changedBefore}, and ${
      mayHaveHappened ? 'perhaps more' : 'nothing else'
    }`;
  }
  return mayHaveHappened
    ? 'It is not known whether anything was changed'
    : 'Nothing was changed';
}

const issue = (change: FailedChange, what: string) =>
  `${stateOf(change)}: ${what}.`;

/**
 * The cluster answers 401.
 *
 * @public
 */
export function changeSignInExpired(change: FailedChange): Problem {
  return {
    issue: issue(change, "the portal's sign-in to the cluster has expired"),
    cause: `Sign-in expired: the cluster ${change.cluster} answers 401 to the portal's account.`,
    solution: `Re-authenticate the portal: ask ${escalationContact(
      change,
    )} for a new token, and use your own sign-in with kubectl until then.`,
  };
}

/**
 * The cluster answers 403: the account lacks a permission.
 *
 * @public
 */
export function changeForbidden(change: FailedChange): Problem {
  const who = change.actor ?? 'the portal';
  return {
    issue: issue(change, `${who} may not ${change.attempt}`),
    cause: `Permission denied: the cluster ${
      change.cluster
    } answers 403 to ${account(change)}.`,
    solution: `Escalate to ${escalationContact(
      change,
    )}, who can allow ${account(change)} to ${change.attempt}.`,
  };
}

/**
 * The portal's account may not act in the name of a person.
 *
 * @public
 */
export function changeNotInTheirName(change: FailedChange): Problem {
  const who = change.actor ?? 'another user';
  return {
    issue: issue(change, `the portal may not act as ${who}`),
    cause: `Permission denied: the cluster ${change.cluster} does not let the portal's account impersonate ${who}.`,
    solution: `Escalate to ${escalationContact(
      change,
    )}, who can allow the portal's account to impersonate ${who}.`,
  };
}

/**
 * A webhook or policy did not let the change in.
 *
 * @public
 */
export function changeNotAdmitted(
  change: FailedChange,
  refusedBy: string,
  reason: string,
): Problem {
  return {
    issue: issue(change, `${refusedBy} did not let the change pass`),
    cause: itsWord(change, reason),
    solution: `Ask ${escalationContact(
      change,
    )} about ${refusedBy}, which has to let this change pass.`,
  };
}

/**
 * The namespace may not have more.
 *
 * @public
 */
export function changeOverQuota(change: FailedChange, reason: string): Problem {
  return {
    issue: issue(change, 'the quota of the namespace is used up'),
    cause: itsWord(change, reason),
    solution: `Ask ${escalationContact(
      change,
    )} to raise the quota, or scale something else down.`,
  };
}

/**
 * Somebody else was faster.
 *
 * @public
 */
export function changeConflicts(change: FailedChange): Problem {
  return {
    issue: issue(change, 'somebody else made a change at the same moment'),
    cause: `Conflict: the cluster ${change.cluster} answers 409, for what was to be changed is not any more as it was read.`,
    solution: `Look at what the other change did, and press the button again; where it happens again, ask ${escalationContact(
      change,
    )} who or what makes it.`,
  };
}

/**
 * What was to be changed is not there.
 *
 * @public
 */
export function changeOfMissing(change: FailedChange, reason: string): Problem {
  return {
    issue: issue(change, 'what was to be changed is not there'),
    cause: itsWord(change, reason),
    solution: `Find out who or what deleted it, and ask ${escalationContact(
      change,
    )} to bring it back.`,
  };
}

/**
 * The cluster refuses the change itself: the object would not be valid, or the
 * request is none that it takes.
 *
 * @public
 */
export function changeInvalid(change: FailedChange, reason: string): Problem {
  return {
    issue: issue(change, 'the cluster does not take this change'),
    cause: itsWord(change, reason),
    solution: `Ask the portal's operator to check kubernetes of the target and the action's own settings, or make the change by hand with ${escalationContact(
      change,
    )}.`,
  };
}

/**
 * No answer that says how it ended. `cause` one of the words of `fault`.
 *
 * @public
 */
export function changeUnanswered(change: FailedChange, cause: string): Problem {
  return {
    issue: issue(
      change,
      change.mayHaveHappened
        ? "the cluster's answer is missing"
        : "the cluster can't be reached",
    ),
    cause: `The cluster ${change.cluster} ${cause}.`,
    solution: change.mayHaveHappened
      ? `Look with kubectl at what the cluster has now before you try again, and ask ${escalationContact(
          change,
        )} where it gives no answer.`
      : `Try kubectl from your own network, and where it fails there too, ask ${escalationContact(
          change,
        )}.`,
  };
}
