import type { Knex } from 'knex';
import { INCIDENTS, numberText, type IncidentRow } from '../store/row';

const RECENT_MS = 30 * 60 * 1000;

/** The number of an incident of the target that ended shortly before. */
export async function formerOf(
  knex: Knex,
  target: string,
  at: string,
): Promise<string | undefined> {
  const since = new Date(Date.parse(at) - RECENT_MS).toISOString();
  const row = await knex<IncidentRow>(INCIDENTS)
    .where({ target, drill: false, merged_into: null, status: 'resolved' })
    .where('resolved_at', '>=', since)
    .orderBy('resolved_at', 'desc')
    .first();
  return row && numberText(row.number);
}
