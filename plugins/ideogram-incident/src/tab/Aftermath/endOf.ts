import type {
  Operation,
  Outage,
} from 'backstage-plugin-ideogram-incident-common';
import { beganAt } from '../../features/remediation/components/Operations/displayStatus';

/** Such trouble comes and goes without anybody's doing. */
const HEALS: readonly Outage['errorClass'][] = ['vendor-fault', 'rate-limited'];

export type End =
  | { kind: 'by-itself' | 'without-action' | 'not-known' }
  | { kind: 'after-action' | 'during-action'; operation: Operation };

/** An operation that changes something, and when it did. */
interface Change {
  operation: Operation;
  began: number;
  /** Infinity as long as it is under way. */
  finished: number;
}

function changesIn(
  operations: readonly Operation[],
  from: number,
  until: number,
): Change[] {
  return operations
    .filter(({ action }) => action !== 'verify-credential')
    .map(operation => ({
      operation,
      // What nobody approved in time never began.
      began: Date.parse(beganAt(operation) ?? ''),
      finished: Date.parse(operation.finishedAt ?? '') || Infinity,
    }))
    .filter(({ began, finished }) => began <= until && finished >= from);
}

/** Whether it was seen not to help. */
const isInVain = ({ operation: { status, outcome } }: Change) =>
  status === 'failed' || outcome === 'errors-continue';

/**
 * What is known of why an outage ended: the change that was made from here
 * before it did, or that none was. One that was seen to help is named before
 * one that was not, whichever was the last; one that errors outlived never is.
 *
 * @param operations - undefined where they can't be read
 */
export function endOf(
  { since, seenSince, lastSeenAt, until, errorClass }: Outage,
  operations: readonly Operation[] | undefined,
): End {
  if (!until || !operations) return { kind: 'not-known' };
  const from = Date.parse(since ?? seenSince ?? lastSeenAt);
  const end = Date.parse(until);
  const changes = changesIn(operations, from, end);
  const mayHaveHelped = changes
    .filter(change => !isInVain(change))
    .sort((a, b) => b.began - a.began);
  // It is verified some time after errors are gone.
  const verified = mayHaveHelped.find(
    ({ operation }) => operation.outcome === 'verified',
  );
  if (verified) return { kind: 'after-action', operation: verified.operation };
  const underWay = mayHaveHelped.find(({ finished }) => finished > end);
  if (underWay) return { kind: 'during-action', operation: underWay.operation };
  const [last] = mayHaveHelped;
  if (last) return { kind: 'after-action', operation: last.operation };
  // It failed later, and may have changed by then what helped.
  if (changes.some(({ finished }) => finished > end)) {
    return { kind: 'not-known' };
  }
  return { kind: HEALS.includes(errorClass) ? 'by-itself' : 'without-action' };
}
