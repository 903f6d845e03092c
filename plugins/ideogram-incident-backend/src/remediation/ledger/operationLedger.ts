import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migrateDatabase } from '../../database';
import { mayChangeTarget, type LedgerEntry, type NewEntry } from './entry';
import { Leases } from './leases';
import { changedColumns, entryOf, rowOf, TABLE, type Row } from './row';

/** What became of an attempt to record an operation. */
export type Recorded =
  | { recorded: LedgerEntry }
  | Repeated
  /** Another operation may change the target at this moment. */
  | { busy: LedgerEntry };

/** The key was sent before, with the same request or with another one. */
export interface Repeated {
  repeated: LedgerEntry;
  sameRequest: boolean;
}

/** Another replica has taken the operation over: this one must stop. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * All operations, in the plugin's database. Whoever changes one has to hold
 * it, so that of two replicas only one ever works on it.
 */
export class OperationLedger {
  readonly leases: Leases;

  constructor(
    private readonly knex: Knex,
    /** This replica. */
    readonly holder: string,
    now: () => number = Date.now,
  ) {
    this.leases = new Leases(knex, holder, now);
  }

  static async create(
    database: DatabaseService,
    holder: string,
  ): Promise<OperationLedger> {
    return new OperationLedger(await migrateDatabase(database), holder);
  }

  async record(entry: NewEntry): Promise<Recorded> {
    const row = rowOf(entry, this.holder, this.leases.until());
    try {
      await this.table().insert(row);
    } catch (error) {
      const lost =
        (await this.repeated(entry.operation.actor, entry)) ??
        (mayChangeTarget(entry)
          ? await this.busy(entry.operation.target)
          : undefined);
      if (lost) return lost;
      throw error;
    }
    return { recorded: entryOf(row) };
  }

  /** Whether the same person has sent the same key before. */
  async repeated(
    actor: string,
    {
      idempotencyKey,
      requestHash,
    }: Pick<NewEntry, 'idempotencyKey' | 'requestHash'>,
  ): Promise<Repeated | undefined> {
    const row = await this.table()
      .where({ actor, idempotency_key: idempotencyKey })
      .first();
    return (
      row && {
        repeated: entryOf(row),
        sameRequest: row.request_hash === requestHash,
      }
    );
  }

  async find(id: string): Promise<LedgerEntry | undefined> {
    const row = await this.table().where({ id }).first();
    return row && entryOf(row);
  }

  /** The one that may change the target at this moment. */
  async activeOn(target: string): Promise<LedgerEntry | undefined> {
    const row = await this.table().where({ active_target: target }).first();
    return row && entryOf(row);
  }

  /** One that may change the target, or still might at a moment or after it. */
  async activeSince(
    target: string,
    moment: number,
  ): Promise<LedgerEntry | undefined> {
    const row = await this.table()
      .where({ active_target: target })
      .orWhere(released =>
        released
          .where({ target })
          .where('released_at', '>=', new Date(moment).toISOString()),
      )
      .first();
    return row && entryOf(row);
  }

  /** One that changed the target by this action, and was through with it at a moment or after it. */
  async changedSince(
    target: string,
    action: string,
    moment: number,
  ): Promise<LedgerEntry | undefined> {
    const rows = await this.table()
      .where({ target, action })
      .whereIn('status', ['running', 'succeeded'])
      .where('released_at', '>=', new Date(moment).toISOString());
    return rows.map(entryOf).find(({ progress }) => progress.writes?.length);
  }

  /** Newest first, of one target of one entity; from after `cursor` on. */
  async list(
    entityRef: string,
    target: string,
    limit: number,
    cursor?: { createdAt: string; id: string },
  ): Promise<LedgerEntry[]> {
    const rows = await this.table()
      .where({ entity_ref: entityRef, target })
      .modify(query => {
        if (!cursor) return;
        const { createdAt, id } = cursor;
        query.where(older =>
          older
            .where('created_at', '<', createdAt)
            .orWhere(same =>
              same.where('created_at', createdAt).where('id', '<', id),
            ),
        );
      })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(entryOf);
  }

  /**
   * Writes what has changed of an operation that this replica holds.
   *
   * @throws LeaseLostError
   */
  async write(entry: LedgerEntry): Promise<LedgerEntry> {
    const { id } = entry.operation;
    const changed = await this.table()
      .where({ id, holder: this.holder, version: entry.version })
      .update({
        ...changedColumns(entry),
        lease_until: this.leases.until(),
        version: entry.version + 1,
      });
    if (changed !== 1) {
      throw new LeaseLostError(
        `The operation ${id} is held by another replica`,
      );
    }
    return { ...entry, version: entry.version + 1 };
  }

  /**
   * Writes the second person's word, whoever holds the operation. Undefined
   * where somebody else was faster; `busy` where the target is being changed.
   *
   * @param holder - who goes on with it
   */
  async decide(
    entry: LedgerEntry,
    holder: string,
  ): Promise<LedgerEntry | { busy: LedgerEntry } | undefined> {
    const { id, target } = entry.operation;
    try {
      const changed = await this.table()
        .where({ id, status: 'awaiting-approval', version: entry.version })
        .update({
          ...changedColumns(entry),
          holder,
          ...(holder === this.holder && { lease_until: this.leases.until() }),
          version: entry.version + 1,
        });
      return changed === 1
        ? { ...entry, holder, version: entry.version + 1 }
        : undefined;
    } catch (error) {
      const lost = await this.busy(target);
      if (lost) return lost;
      throw error;
    }
  }

  private async busy(target: string) {
    const active = await this.activeOn(target);
    return active && { busy: active };
  }

  private table() {
    return this.knex<Row>(TABLE);
  }
}
