import { ConflictError } from '@backstage/errors';
import {
  type Action,
  personName,
} from 'backstage-plugin-ideogram-incident-common';
import {
  ActionError,
  type RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { RefusedError } from '../../errors';
import { KubernetesError, problemOfWrite } from '../../upstream/kubernetes';
import { type LedgerEntry, mayChangeTarget } from '../ledger';

/** Names the operation that stands in the way. */
export function busyError(entry: LedgerEntry): Error {
  const { id, title, actor, target } = entry.operation;
  const runs = mayChangeTarget(entry)
    ? 'Another operation runs'
    : 'When you asked, another operation was still running';
  return Object.assign(
    new ConflictError(
      `${runs} on the target ${target}: ${title}, by ${personName(actor)}`,
    ),
    { operation: id },
  );
}

/** Names the operation that has just done the same. */
export function justDoneError({ operation }: LedgerEntry): Error {
  const { id, title, actor, target } = operation;
  return Object.assign(
    new ConflictError(
      `This was done on the target ${target} a moment ago: ${title}, by ${personName(
        actor,
      )} (${id}). Look at the target first, and ask again if it is needed once more`,
    ),
    { operation: id },
  );
}

/** @throws ConflictError or RefusedError, with all reasons */
export function refuseUnlessAllowed(
  action: Action,
  active?: LedgerEntry,
): void {
  if (action.allowed) return;
  if (active) throw busyError(active);
  const cause = action.refusals.map(({ reason }) => reason).join(' ');
  if (action.refusals.every(({ by }) => by === 'state')) {
    throw new ConflictError(cause);
  }
  throw new RefusedError({
    issue: 'Nothing was changed.',
    cause,
    solution: 'Try again once it is allowed.',
  });
}

/**
 * Turns what the cluster or an action refuses into an answer for a person.
 * `actor`, where that person's own rights count in the cluster.
 */
export async function orRefused<T>(
  { target, actor }: { target: RemediationTarget; actor?: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ActionError) throw new RefusedError(error.problem);
    if (error instanceof KubernetesError) {
      const { deployment, namespace } = target.kubernetes;
      throw new RefusedError(
        problemOfWrite(
          error,
          target,
          `change the deployment ${deployment} in ${namespace}`,
          { actor },
        ),
      );
    }
    throw error;
  }
}
