import { InputError, NotFoundError } from '@backstage/errors';
import type { TimelinePage } from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import {
  ENTRIES,
  entryOf,
  headOf,
  INCIDENTS,
  type EntryRow,
  type IncidentRow,
} from '../store/row';

const PAGE_SIZE = 100;
const CURSOR = /^[1-9]\d{0,8}$/;

/**
 * A page of a timeline.
 *
 * @param cursor - the sequence of the last entry before it
 * @throws NotFoundError
 */
export async function timelinePage(
  knex: Knex,
  incidentId: string,
  { order = 'asc', cursor }: { order?: 'asc' | 'desc'; cursor?: string },
): Promise<TimelinePage> {
  if (cursor !== undefined && !CURSOR.test(cursor)) {
    throw new InputError('cursor: is not one that was answered');
  }
  // Before the entries: what is added meanwhile belongs to the next head.
  const row = await knex<IncidentRow>(INCIDENTS)
    .where({ id: incidentId })
    .first();
  if (!row) throw new NotFoundError(`There is no incident ${incidentId}`);
  const head = headOf(row);
  const query = knex<EntryRow>(ENTRIES)
    .where({ incident_id: incidentId })
    .where('sequence', '<=', head.sequence);
  if (cursor !== undefined) {
    query.where('sequence', order === 'asc' ? '>' : '<', Number(cursor));
  }
  const rows = await query.orderBy('sequence', order).limit(PAGE_SIZE + 1);
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return {
    entries: shown.map(entryOf),
    head,
    ...(rows.length > PAGE_SIZE && last && { nextCursor: `${last.sequence}` }),
  };
}

/** Whether an entry stands on a timeline. */
export async function hasEntry(
  knex: Knex,
  incidentId: string,
  id: string,
): Promise<boolean> {
  const row = await knex<EntryRow>(ENTRIES)
    .where({ id, incident_id: incidentId })
    .first('id');
  return row !== undefined;
}
