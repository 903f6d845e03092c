import { InputError } from '@backstage/errors';
import type {
  Incident,
  IncidentLevel,
  IncidentStatus,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import {
  incidentOf,
  INCIDENTS,
  numberIn,
  numberText,
  type IncidentRow,
} from './row';

/** Which incidents are wanted. */
export interface IncidentFilter {
  target?: string;
  status?: 'open' | IncidentStatus;
  severity?: IncidentLevel;
  /** Words, each of which stands in number, title or summary. */
  q?: string;
  drill?: boolean;
  /** ISO 8601, of the opening. */
  from?: string;
  to?: string;
}

/** Of which targets they are. */
export interface OfTargets {
  targets: readonly string[];
  /** Also those of all other targets than these. */
  ofNobody: boolean;
  named: readonly string[];
}

const MAX_WORDS = 10;

const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

function withWords(query: Knex.QueryBuilder, q: string): void {
  const words = q.replaceAll('\0', '').toLowerCase().split(/\s+/);
  for (const word of words.filter(Boolean).slice(0, MAX_WORDS)) {
    query.where((one: Knex.QueryBuilder) => {
      for (const column of ['title', 'summary']) {
        one.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern(word)]);
      }
      const number = numberIn(word.toUpperCase()) ?? numberIn(`INC-${word}`);
      if (number !== undefined) one.orWhere({ number });
    });
  }
}

function select(
  knex: Knex,
  { target, status, severity, q, drill, from, to }: IncidentFilter,
  { targets, ofNobody, named }: OfTargets,
): Knex.QueryBuilder<IncidentRow, IncidentRow[]> {
  const query = knex<IncidentRow>(INCIDENTS).where(one => {
    one.whereIn('target', [...targets]);
    if (ofNobody) one.orWhereNotIn('target', [...named]);
  });
  if (target !== undefined)
    query.where({ target: target.replaceAll('\0', '') });
  if (status === 'open') query.whereNot('status', 'resolved');
  else if (status) query.where({ status });
  if (severity) query.where({ severity });
  if (drill !== undefined) query.where({ drill });
  if (from) query.where('opened_at', '>=', new Date(from).toISOString());
  if (to) query.where('opened_at', '<', new Date(to).toISOString());
  if (q) withWords(query, q);
  return query;
}

/**
 * A page of incidents, newest first.
 *
 * @param cursor - the number of the last one before it
 */
export async function listIncidents(
  knex: Knex,
  filter: IncidentFilter,
  of: OfTargets,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ incidents: Incident[]; nextCursor?: string }> {
  const query = select(knex, filter, of);
  if (cursor !== undefined) {
    const number = numberIn(cursor);
    if (number === undefined) {
      throw new InputError('cursor: is not one that was answered');
    }
    query.where('number', '<', number);
  }
  const rows = await query.orderBy('number', 'desc').limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    incidents: shown.map(incidentOf),
    ...(rows.length > limit && last && { nextCursor: numberText(last.number) }),
  };
}

/** Those that were opened in a period. */
export async function incidentsOf(
  knex: Knex,
  period: { from: string; to: string },
  of: OfTargets,
): Promise<Incident[]> {
  return (await select(knex, period, of)).map(incidentOf);
}
