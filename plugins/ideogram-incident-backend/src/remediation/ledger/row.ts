import {
  mayChangeTarget,
  releasedAt,
  type LedgerEntry,
  type NewEntry,
} from './entry';

export const TABLE = 'operations';

export interface Row {
  id: string;
  actor: string;
  idempotency_key: string;
  request_hash: string;
  entity_ref: string;
  target: string;
  action: string;
  status: string;
  active_target: string | null;
  released_at: string | null;
  holder: string;
  lease_until: string;
  version: number;
  created_at: string;
  document: string;
}

type Document = Pick<
  LedgerEntry,
  'operation' | 'parameters' | 'hasSecret' | 'progress'
>;

const documentOf = (entry: Document) => {
  const { operation, parameters, hasSecret, progress } = entry;
  return JSON.stringify({ operation, parameters, hasSecret, progress });
};

export function rowOf(
  entry: NewEntry,
  holder: string,
  leaseUntil: string,
): Row {
  const { operation } = entry;
  return {
    id: operation.id,
    actor: operation.actor,
    idempotency_key: entry.idempotencyKey,
    request_hash: entry.requestHash,
    entity_ref: operation.entityRef,
    target: operation.target,
    action: operation.action,
    status: operation.status,
    active_target: mayChangeTarget(entry) ? operation.target : null,
    released_at: releasedAt(entry),
    holder,
    lease_until: leaseUntil,
    version: 1,
    created_at: operation.createdAt,
    document: documentOf(entry),
  };
}

/** The columns that change. */
export function changedColumns(entry: LedgerEntry) {
  const { operation } = entry;
  return {
    status: operation.status,
    active_target: mayChangeTarget(entry) ? operation.target : null,
    released_at: releasedAt(entry),
    document: documentOf(entry),
  };
}

export function entryOf(row: Row): LedgerEntry {
  const document = JSON.parse(row.document) as Document;
  return { ...document, holder: row.holder, version: row.version };
}
