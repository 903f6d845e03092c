import type { Knex } from 'knex';
import type { LedgerEntry } from './entry';
import { entryOf, TABLE, type Row } from './row';

/** How long a replica that is silent keeps what it works on. */
export const LEASE_MS = 20_000;

const OPEN = ['awaiting-approval', 'pending', 'running'];

/** Which of the open operations this replica works on. */
export class Leases {
  constructor(
    private readonly knex: Knex,
    private readonly holder: string,
    private readonly now: () => number,
  ) {}

  /** The end of a lease that begins now, ISO 8601. */
  until(): string {
    return this.at(LEASE_MS);
  }

  /**
   * Says that this replica still works. What it holds and does not work on, it
   * has dropped; that lapses, and is taken over like any other.
   *
   * @param running - the ids of what it works on
   */
  async renew(running: readonly string[]): Promise<void> {
    await this.table()
      .where({ holder: this.holder })
      .where(one =>
        one
          .where({ status: 'awaiting-approval' })
          .orWhere(worked =>
            worked.whereIn('status', OPEN).whereIn('id', [...running]),
          ),
      )
      .update({ lease_until: this.until() });
  }

  /** Lets others take over at once. */
  async release(): Promise<void> {
    await this.table()
      .where({ holder: this.holder })
      .whereIn('status', OPEN)
      .update({ lease_until: this.at(0) });
  }

  /**
   * The open ones that nobody works on; this replica holds them now.
   *
   * @param isOurs - that it works on itself, though it was late to say so
   */
  async takeOver(isOurs: (id: string) => boolean): Promise<LedgerEntry[]> {
    const lapsed = await this.table()
      .whereIn('status', OPEN)
      .where('lease_until', '<', this.at(0));
    const abandoned = lapsed.filter(({ id }) => !isOurs(id));
    const taken: LedgerEntry[] = [];
    for (const row of abandoned) {
      const { id, version } = row;
      const changed = await this.table()
        .where({ id, version, lease_until: row.lease_until })
        .update({
          holder: this.holder,
          lease_until: this.until(),
          version: version + 1,
        });
      if (changed === 1) {
        taken.push({
          ...entryOf(row),
          holder: this.holder,
          version: version + 1,
        });
      }
    }
    return taken;
  }

  /** Those of this replica that wait, or wait no longer. */
  async waiting(): Promise<LedgerEntry[]> {
    const rows = await this.table()
      .where({ holder: this.holder })
      .whereIn('status', ['awaiting-approval', 'pending']);
    return rows.map(entryOf);
  }

  private table() {
    return this.knex<Row>(TABLE);
  }

  private at(inMs: number) {
    return new Date(this.now() + inMs).toISOString();
  }
}
