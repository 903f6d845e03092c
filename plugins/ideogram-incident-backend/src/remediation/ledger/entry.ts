import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { RequestIdentity } from '../../jobs';

/**
 * How far an operation has come with the cluster, in the order of the fields.
 * Each is written before the next thing is done, so that a replica that takes
 * over knows what may have happened. Never a secret.
 */
export interface Progress {
  /** Of the deployment that was looked at before; another one stops it. */
  expectedSpec?: string;
  /** What is about to be, or has been, changed. */
  writes?: ('secret' | 'deployment')[];
  /** The number of the rollout that was the present one before our own change. */
  fromRevision?: number;
  /** Of the deployment after our own change. */
  generation?: number;
  /** ISO 8601. */
  changedAt?: string;
  rolledOutAt?: string;
}

/** An operation with what only the ledger knows of it. */
export interface LedgerEntry {
  operation: Operation;
  /** Without those that are secrets. */
  parameters: Record<string, unknown>;
  /** True where a parameter is a secret: only its holder has it. */
  hasSecret: boolean;
  progress: Progress;
  holder: string;
  version: number;
}

export type NewEntry = Omit<LedgerEntry, 'holder' | 'version'> &
  RequestIdentity;

/**
 * While it may, no other operation on its target may. Once its pods are
 * replaced, it is only watched whether that helped.
 */
export function mayChangeTarget({
  operation: { status },
  progress,
}: Pick<LedgerEntry, 'operation' | 'progress'>): boolean {
  return (
    (status === 'pending' || status === 'running') && !progress.rolledOutAt
  );
}

/** Since when it may no more, ISO 8601; null where it still may, or never might. */
export function releasedAt({
  operation: { status, finishedAt },
  progress,
}: Pick<LedgerEntry, 'operation' | 'progress'>): string | null {
  if (status === 'running') return progress.rolledOutAt ?? null;
  if (!['succeeded', 'failed', 'stopped'].includes(status)) return null;
  return progress.rolledOutAt ?? finishedAt ?? null;
}
