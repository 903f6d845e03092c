import type { JobRow } from '../../jobs';
import {
  mayChangeTarget,
  releasedAt,
  type LedgerEntry,
  type NewEntry,
} from './entry';

export const TABLE = 'operations';

export interface Row extends JobRow {
  entity_ref: string;
  target: string;
  action: string;
  active_target: string | null;
  released_at: string | null;
  document: string;
}

type Document = Pick<
  LedgerEntry,
  'operation' | 'parameters' | 'hasSecret' | 'progress'
>;

export function rowOf(
  entry: NewEntry,
): Omit<Row, 'holder' | 'lease_until' | 'version'> {
  const { operation } = entry;
  return {
    id: operation.id,
    actor: operation.actor,
    idempotency_key: entry.idempotencyKey,
    request_hash: entry.requestHash,
    entity_ref: operation.entityRef,
    target: operation.target,
    action: operation.action,
    created_at: operation.createdAt,
    ...changedColumns(entry),
  };
}

/** The columns that change. */
export function changedColumns(entry: Document) {
  const { operation, parameters, hasSecret, progress } = entry;
  return {
    status: operation.status,
    active_target: mayChangeTarget(entry) ? operation.target : null,
    released_at: releasedAt(entry),
    document: JSON.stringify({ operation, parameters, hasSecret, progress }),
  };
}

export function entryOf(row: Row): LedgerEntry {
  const document = JSON.parse(row.document) as Document;
  return { ...document, holder: row.holder, version: row.version };
}
