import type {
  Operation,
  Outage,
} from 'backstage-plugin-ideogram-incident-common';

/** Such trouble comes and goes without anybody's doing. */
const HEALS: readonly Outage['errorClass'][] = ['vendor-fault', 'rate-limited'];

export type End =
  | { kind: 'by-itself' | 'without-action' | 'not-known' }
  | { kind: 'after-action'; operation: Operation };

/**
 * What is known of why an outage ended: the last change that was made from
 * here before it did, or that none was.
 *
 * @param operations - undefined where they can't be read
 */
export function endOf(
  { since, seenSince, lastSeenAt, until, errorClass }: Outage,
  operations: readonly Operation[] | undefined,
): End {
  if (!until || !operations) return { kind: 'not-known' };
  const from = Date.parse(since ?? seenSince ?? lastSeenAt);
  const changes = operations.filter(({ action, status, finishedAt }) => {
    const at = Date.parse(finishedAt ?? '');
    return (
      status === 'succeeded' &&
      action !== 'verify-credential' &&
      at >= from &&
      at <= Date.parse(until)
    );
  });
  const [operation] = changes.sort(
    (a, b) => Date.parse(b.finishedAt!) - Date.parse(a.finishedAt!),
  );
  if (operation) return { kind: 'after-action', operation };
  const isUnderWay = operations.some(
    ({ createdAt, finishedAt, status }) =>
      status !== 'awaiting-approval' &&
      Date.parse(createdAt) <= Date.parse(until) &&
      !(Date.parse(finishedAt ?? '') <= Date.parse(until)),
  );
  // What was changed by then may be what helped.
  if (isUnderWay) return { kind: 'not-known' };
  return { kind: HEALS.includes(errorClass) ? 'by-itself' : 'without-action' };
}
