import type { Operation } from 'backstage-plugin-ideogram-incident-common';

/** How an operation stands, as a person sees it. */
export type DisplayStatus =
  | 'awaiting-approval'
  | 'pending'
  | 'running'
  | NonNullable<Operation['outcome']>
  | 'done'
  | 'failed'
  | 'rejected'
  | 'withdrawn'
  | 'expired'
  | 'stopped';

/** A success that was not seen to help looks unlike one that was. */
export function displayStatusOf({ status, outcome }: Operation): DisplayStatus {
  return status === 'succeeded' ? outcome ?? 'done' : status;
}

/**
 * When an operation began: one that a second person approved, only then.
 * Undefined where it waits for that, or has ended without it.
 */
export function beganAt({
  status,
  createdAt,
  approval,
}: Operation): string | undefined {
  switch (status) {
    case 'awaiting-approval':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return undefined;
    default:
      return approval?.decidedAt ?? createdAt;
  }
}

/**
 * From its beginning to its end, or until now; in seconds. Undefined where it
 * has not begun.
 */
export function durationSecondsOf(
  operation: Operation,
  now: number,
): number | undefined {
  const { finishedAt } = operation;
  const began = beganAt(operation);
  if (began === undefined) return undefined;
  const end = finishedAt === undefined ? now : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(began)) / 1000);
}
