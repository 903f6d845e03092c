import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { canonicalJson } from '../../jobs';
import type { Head } from '../timeline/chain';

export const INCIDENTS = 'incidents';
export const ENTRIES = 'timeline_entries';
export const COUNTER = 'incident_counter';

export interface IncidentRow {
  id: string;
  number: number;
  target: string;
  active_target: string | null;
  title: string;
  summary: string | null;
  status: string;
  severity: string;
  error_class: string;
  opened_by: string;
  started_at: string;
  opened_at: string;
  acknowledged_at: string | null;
  mitigated_at: string | null;
  resolved_at: string | null;
  respond_by: string;
  entity_refs: string;
  roles: string;
  /** 0 or 1 on SQLite. */
  drill: boolean | number;
  merged_into: number | null;
  alerts_firing: number;
  alerts_truncated: boolean | number;
  version: number;
  head_sequence: number;
  head_hash: string;
  idempotency_key: string | null;
  request_hash: string | null;
}

export interface EntryRow {
  id: string;
  incident_id: string;
  sequence: number;
  entry: string;
  hash: string;
  actor: string | null;
  idempotency_key: string | null;
  request_hash: string | null;
}

/** What may change of an incident once it is open. */
export type IncidentFields = Omit<
  Incident,
  'id' | 'number' | 'target' | 'openedBy' | 'openedAt' | 'drill' | 'version'
>;

export const numberText = (number: number) => `INC-${number}`;

/** 17 of `INC-17`. */
export function numberIn(text: string): number | undefined {
  const match = /^INC-([1-9]\d{0,8})$/.exec(text);
  return match ? Number(match[1]) : undefined;
}

export function incidentOf(row: IncidentRow): Incident {
  return {
    id: row.id,
    number: numberText(row.number),
    title: row.title,
    ...(row.summary !== null && { summary: row.summary }),
    entityRefs: JSON.parse(row.entity_refs),
    target: row.target,
    status: row.status as Incident['status'],
    severity: row.severity as Incident['severity'],
    errorClass: row.error_class as Incident['errorClass'],
    openedBy: row.opened_by,
    startedAt: row.started_at,
    openedAt: row.opened_at,
    ...(row.acknowledged_at && { acknowledgedAt: row.acknowledged_at }),
    ...(row.mitigated_at && { mitigatedAt: row.mitigated_at }),
    ...(row.resolved_at && { resolvedAt: row.resolved_at }),
    respondBy: row.respond_by,
    roles: JSON.parse(row.roles),
    drill: Boolean(row.drill),
    ...(row.merged_into !== null && {
      mergedInto: numberText(row.merged_into),
    }),
    alerts: {
      firing: row.alerts_firing,
      truncated: Boolean(row.alerts_truncated),
    },
    version: row.version,
  };
}

/** The columns that change. */
export function columnsOf(fields: IncidentFields) {
  const { summary, acknowledgedAt, mitigatedAt, resolvedAt } = fields;
  return {
    title: fields.title,
    summary: summary ?? null,
    status: fields.status,
    severity: fields.severity,
    error_class: fields.errorClass,
    started_at: fields.startedAt,
    acknowledged_at: acknowledgedAt ?? null,
    mitigated_at: mitigatedAt ?? null,
    resolved_at: resolvedAt ?? null,
    respond_by: fields.respondBy,
    entity_refs: JSON.stringify(fields.entityRefs),
    roles: JSON.stringify(fields.roles),
    merged_into: numberIn(fields.mergedInto ?? '') ?? null,
    alerts_firing: fields.alerts.firing,
    alerts_truncated: fields.alerts.truncated,
  };
}

export const headOf = (row: IncidentRow): Head => ({
  sequence: row.head_sequence,
  hash: row.head_hash,
});

export function entryOf({
  entry,
  hash,
}: Pick<EntryRow, 'entry' | 'hash'>): TimelineEntry {
  return { ...JSON.parse(entry), hash };
}

export function entryRowOf(
  incidentId: string,
  { hash, ...entry }: TimelineEntry,
): Pick<EntryRow, 'id' | 'incident_id' | 'sequence' | 'entry' | 'hash'> {
  return {
    id: entry.id,
    incident_id: incidentId,
    sequence: entry.sequence,
    entry: canonicalJson(entry),
    hash,
  };
}
