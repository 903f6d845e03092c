import type { Knex } from 'knex';
import { HEARTBEAT } from './row';

const ID = 1;

/**
 * Whether the alert that always fires still arrives. `expected`: nothing yet,
 * shortly after the start; `silent`: other alerts would not arrive either.
 */
export type HeartbeatState = 'expected' | 'alive' | 'silent';

/** After two intervals without it, it is silent. */
const INTERVALS = 2;

/** All times in milliseconds since the epoch; `lastAt` left out where it never came. */
export function heartbeatState(of: {
  everyMs: number;
  startedAt: number;
  lastAt?: number;
  now: number;
}): HeartbeatState {
  const { everyMs, startedAt, lastAt, now } = of;
  const isWithin = (since: number) => now - since <= INTERVALS * everyMs;
  if (lastAt !== undefined && isWithin(lastAt)) return 'alive';
  return isWithin(startedAt) ? 'expected' : 'silent';
}

export async function writeHeartbeat(
  trx: Knex.Transaction,
  lastAt: string,
): Promise<void> {
  await trx(HEARTBEAT)
    .insert({ id: ID, last_at: lastAt })
    .onConflict('id')
    .merge();
}

/** ISO 8601; undefined where it never came. */
export async function lastHeartbeat(knex: Knex): Promise<string | undefined> {
  const row = await knex(HEARTBEAT).where({ id: ID }).first();
  return row?.last_at;
}
