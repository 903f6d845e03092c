import type { Knex } from 'knex';

const TARGET_LOOKS = 'target_looks';
/** Looks with more than so many intervals between them are not in a row. */
const MAX_GAP = 3;

interface TargetLooksRow {
  target: string;
  last_look_at: string;
  bad_looks: number;
}

/**
 * Takes the look that is due upon this replica; undefined where another one
 * has, or it is too early.
 */
export async function claimLook(
  knex: Knex,
  target: string,
  at: string,
  everyMs: number,
): Promise<{ badLooks: number } | undefined> {
  const first = { target, last_look_at: '', bad_looks: 0 };
  await knex<TargetLooksRow>(TARGET_LOOKS)
    .insert(first)
    .onConflict('target')
    .ignore();
  const seen = await knex<TargetLooksRow>(TARGET_LOOKS)
    .where({ target })
    .first();
  const { last_look_at, bad_looks } = seen ?? first;
  const passedMs =
    last_look_at === '' ? Infinity : Date.parse(at) - Date.parse(last_look_at);
  // A scheduler is never quite on time.
  if (passedMs < everyMs / 2) return undefined;
  const claimed = await knex<TargetLooksRow>(TARGET_LOOKS)
    .where({ target, last_look_at })
    .update({ last_look_at: at });
  if (claimed !== 1) return undefined;
  return { badLooks: passedMs > MAX_GAP * everyMs ? 0 : bad_looks };
}

/** Unless a later look was faster. */
export async function countLook(
  knex: Knex,
  target: string,
  at: string,
  badLooks: number,
): Promise<void> {
  await knex<TargetLooksRow>(TARGET_LOOKS)
    .where({ target, last_look_at: at })
    .update({ bad_looks: badLooks });
}
