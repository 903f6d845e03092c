import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  COUNTER,
  ENTRIES,
  headOf,
  INCIDENTS,
  numberIn,
  numberText,
  type EntryRow,
  type IncidentRow,
} from '../store/row';
import { flawIn } from './flawIn';

const ROWS_AT_ONCE = 500;

/** What was found of one incident. */
export interface Verified {
  number: string;
  /** How many entries its timeline has, by the incident itself. */
  entries: number;
  /** The first thing that is wrong. */
  flaw?: string;
}

async function* entriesOf(knex: Knex, incidentId: string) {
  // Whoever forges one may count from below.
  let from = -(2 ** 31);
  for (;;) {
    const rows = await knex<EntryRow>(ENTRIES)
      .where({ incident_id: incidentId })
      .where('sequence', '>', from)
      .orderBy('sequence')
      .limit(ROWS_AT_ONCE);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
    from = rows[rows.length - 1].sequence;
  }
}

async function verify(knex: Knex, row: IncidentRow): Promise<Verified> {
  const head = headOf(row);
  const flaw = await flawIn(row.id, entriesOf(knex, row.id), head);
  return {
    number: numberText(row.number),
    entries: head.sequence,
    ...(flaw && { flaw }),
  };
}

const missing = (number: number): Verified => ({
  number: numberText(number),
  entries: 0,
  flaw: 'the whole incident is missing',
});

/** @throws NotFoundError */
export async function verifyIncident(
  knex: Knex,
  idOrNumber: string,
): Promise<Verified> {
  const number = numberIn(idOrNumber);
  const row = await knex<IncidentRow>(INCIDENTS)
    .where(number === undefined ? { id: idOrNumber } : { number })
    .first();
  if (row) return verify(knex, row);
  const last = await lastNumber(knex);
  if (number === undefined || number > last) {
    throw new NotFoundError(`There is no incident ${idOrNumber}`);
  }
  return missing(number);
}

/** All that were ever opened, the oldest first: none leaves a gap. */
export async function* verifyAll(knex: Knex): AsyncGenerator<Verified> {
  const last = await lastNumber(knex);
  for (let number = 1; number <= last; number += 1) {
    const row = await knex<IncidentRow>(INCIDENTS).where({ number }).first();
    yield row ? await verify(knex, row) : missing(number);
  }
}

async function lastNumber(knex: Knex): Promise<number> {
  const [counter, newest] = await Promise.all([
    knex(COUNTER).first(),
    knex<IncidentRow>(INCIDENTS).orderBy('number', 'desc').first('number'),
  ]);
  return Math.max(counter?.last_number ?? 0, newest?.number ?? 0);
}
