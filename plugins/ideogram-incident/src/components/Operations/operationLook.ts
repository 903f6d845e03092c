import type { Operation } from 'backstage-plugin-ideogram-incident-common';

/** How an operation stands, as a person sees it. */
export type OperationLook =
  | 'awaiting-approval'
  | 'pending'
  | 'running'
  | 'verified'
  | 'unverified'
  | 'done'
  | 'failed'
  | 'rejected'
  | 'withdrawn'
  | 'expired';

/** A success that was not seen to help looks unlike one that was. */
export function lookOf({ status, outcome }: Operation): OperationLook {
  return status === 'succeeded' ? outcome ?? 'done' : status;
}

/** From its beginning to its end, or until now; in seconds. */
export function secondsOf(
  { createdAt, finishedAt }: Operation,
  now: number,
): number {
  const end = finishedAt === undefined ? now : Date.parse(finishedAt);
  return Math.max(0, (end - Date.parse(createdAt)) / 1000);
}
