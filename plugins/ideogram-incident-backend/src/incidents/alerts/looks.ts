import type {
  Lowering,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { isOpen, isWorse } from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import {
  ENTRIES,
  entryOf,
  INCIDENTS,
  type EntryRow,
  type IncidentRow,
} from '../store/row';

const INCIDENT_LOOKS = 'incident_looks';

interface IncidentLooksRow {
  incident_id: string;
  trouble_seen_at: string | null;
  triage_due_at: string | null;
}

/** What was seen of an incident lately. */
export async function looksOf(
  knex: Knex,
  incidentId: string,
): Promise<{ troubleSeenAt?: string; triageDueAt?: string }> {
  const row = await knex<IncidentLooksRow>(INCIDENT_LOOKS)
    .where({ incident_id: incidentId })
    .first();
  return {
    ...(row?.trouble_seen_at && { troubleSeenAt: row.trouble_seen_at }),
    ...(row?.triage_due_at && { triageDueAt: row.triage_due_at }),
  };
}

/** @param seen - what is left out stays as it is */
export async function noteLooks(
  trx: Knex,
  incidentId: string,
  seen: { troubleSeenAt?: string; triageDueAt?: string | null },
): Promise<void> {
  const { troubleSeenAt, triageDueAt } = seen;
  const columns = {
    ...(troubleSeenAt !== undefined && { trouble_seen_at: troubleSeenAt }),
    ...(triageDueAt !== undefined && { triage_due_at: triageDueAt }),
  };
  if (Object.keys(columns).length === 0) return;
  await trx<IncidentLooksRow>(INCIDENT_LOOKS)
    .insert({ incident_id: incidentId, ...columns })
    .onConflict('incident_id')
    .merge(columns);
}

/** The ids of incidents that are to be triaged by now, the longest due first. */
export async function dueForTriage(knex: Knex, now: string): Promise<string[]> {
  const rows = await knex<IncidentLooksRow>(INCIDENT_LOOKS)
    .where('triage_due_at', '<=', now)
    .orderBy('triage_due_at')
    .limit(100)
    .select('incident_id');
  return rows.map(({ incident_id }) => incident_id);
}

/**
 * Takes a triage that is due upon this replica, and lets it be due again
 * should nothing come of it; false where another one was faster.
 */
export async function claimTriage(
  knex: Knex,
  incidentId: string,
  now: string,
  againAt: string,
): Promise<boolean> {
  const claimed = await knex<IncidentLooksRow>(INCIDENT_LOOKS)
    .where({ incident_id: incidentId })
    .where('triage_due_at', '<=', now)
    .update({ triage_due_at: againAt });
  return claimed === 1;
}

const isByPerson = ({ actor }: TimelineEntry) => /^user:/i.test(actor);

/**
 * What people decided that no rule may overrule; nobody decides anything else
 * until the transaction ends.
 */
export async function decidedByPeople(
  trx: Knex.Transaction,
  incidentId: string,
): Promise<{ lowering?: Lowering; takenBackAt?: string }> {
  await trx<IncidentRow>(INCIDENTS)
    .where({ id: incidentId })
    .forUpdate()
    .first('id');
  const ofType = (type: string) => [`%"type":"${type}"%`];
  // In canonical JSON a quotation mark within a text is never bare.
  const rows = await trx<EntryRow>(ENTRIES)
    .where({ incident_id: incidentId })
    .where(one =>
      one
        .whereRaw('entry like ?', ofType('severity-changed'))
        .orWhereRaw('entry like ?', ofType('status-changed')),
    )
    .orderBy('sequence');
  let lowering: Lowering | undefined;
  let takenBackAt: string | undefined;
  for (const entry of rows.map(entryOf).filter(isByPerson)) {
    if (entry.type === 'severity-changed') {
      const { from, to } = entry.data;
      if (isWorse(from, to)) lowering = { at: entry.recordedAt, from };
    } else if (entry.type === 'status-changed') {
      const { from, to } = entry.data;
      const wasOver = from === 'monitoring' || !isOpen({ status: from });
      if (wasOver && to !== 'resolved') takenBackAt = entry.recordedAt;
    }
  }
  return {
    ...(lowering && { lowering }),
    ...(takenBackAt && { takenBackAt }),
  };
}
