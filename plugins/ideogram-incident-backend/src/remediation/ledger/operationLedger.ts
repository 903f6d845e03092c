import type { DatabaseService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  hasEnded,
  type Mitigation,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import { migrateDatabase } from '../../database';
import { JobStore, type Repeated } from '../../jobs';
import { mayChangeTarget, type LedgerEntry, type NewEntry } from './entry';
import { changedColumns, entryOf, rowOf, TABLE, type Row } from './row';

/** What became of an attempt to record an operation. */
export type Recorded =
  | { recorded: LedgerEntry }
  | Repeated<LedgerEntry>
  /** Another operation may change the target at this moment. */
  | { busy: LedgerEntry };

/** What other features may want to know of operations. */
export type OperationEvent =
  | { type: 'began' | 'waiting' | 'ended'; operation: Operation }
  | {
      type: 'mitigation-in-force';
      operation: Operation;
      mitigation: Omit<Mitigation, 'reasonGone'>;
    };

/**
 * Is told in the transaction in which it is written, and has to use that for
 * what it writes itself; where it throws, nothing is written.
 */
export type OperationListener = (
  event: OperationEvent,
  trx: Knex.Transaction,
) => Promise<void>;

/** All operations, in the plugin's database. */
export class OperationLedger extends JobStore<Row, LedgerEntry> {
  constructor(
    knex: Knex,
    holder: string,
    private readonly listeners: readonly OperationListener[] = [],
    now: () => number = Date.now,
  ) {
    super(knex, holder, {
      table: TABLE,
      open: ['awaiting-approval', 'pending', 'running'],
      waiting: ['awaiting-approval'],
      entryOf,
      now,
    });
  }

  static async create(
    database: DatabaseService,
    holder: string,
    listeners?: readonly OperationListener[],
  ): Promise<OperationLedger> {
    return new OperationLedger(
      await migrateDatabase(database),
      holder,
      listeners,
    );
  }

  async record(entry: NewEntry): Promise<Recorded> {
    const { operation } = entry;
    const isWaiting = operation.status === 'awaiting-approval';
    try {
      const recorded = await this.insert(
        rowOf(entry),
        this.telling({ type: isWaiting ? 'waiting' : 'began', operation }),
      );
      return { recorded };
    } catch (error) {
      const lost =
        (await this.repeated(operation.actor, entry)) ??
        (mayChangeTarget(entry)
          ? await this.busy(operation.target)
          : undefined);
      if (lost) return lost;
      throw error;
    }
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<LedgerEntry> {
    const entry = await this.find(id);
    if (!entry) throw new NotFoundError(`There is no operation ${id}`);
    return entry;
  }

  /** The one that may change the target at this moment. */
  async activeOn(target: string): Promise<LedgerEntry | undefined> {
    const row = await this.operations()
      .where({ active_target: target })
      .first();
    return row && entryOf(row);
  }

  /** One that may change the target, or still might at a moment or after it. */
  async activeSince(
    target: string,
    moment: number,
  ): Promise<LedgerEntry | undefined> {
    const row = await this.operations()
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
    const rows = await this.operations()
      .where({ target, action })
      .whereIn('status', ['running', 'succeeded'])
      .where('released_at', '>=', new Date(moment).toISOString());
    return rows.map(entryOf).find(({ progress }) => progress.writes?.length);
  }

  /** The last that have changed the target's deployment, newest first. */
  async changesOf(target: string, limit: number): Promise<LedgerEntry[]> {
    const rows = await this.operations()
      .where({ target })
      .orderBy('created_at', 'desc')
      .limit(limit);
    return rows
      .map(entryOf)
      .filter(({ progress }) => progress.generation !== undefined);
  }

  /** Newest first, of one target of one entity. */
  list(entityRef: string, target: string, limit: number, cursor?: string) {
    return this.page({ entity_ref: entityRef, target }, limit, cursor);
  }

  /** Those of this replica that wait, or wait no longer. */
  waiting(): Promise<LedgerEntry[]> {
    return this.held(['awaiting-approval', 'pending']);
  }

  /**
   * Writes what has changed of an operation that this replica holds.
   *
   * @param mitigation - that is in force since
   * @throws LeaseLostError
   */
  async write(
    entry: LedgerEntry,
    mitigation?: Omit<Mitigation, 'reasonGone'>,
  ): Promise<LedgerEntry> {
    const { operation, version } = entry;
    await this.changeHeld(
      { id: operation.id, version },
      changedColumns(entry),
      this.telling(
        mitigation && { type: 'mitigation-in-force', operation, mitigation },
        hasEnded(operation) && { type: 'ended', operation },
      ),
    );
    return { ...entry, version: version + 1 };
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
    const { operation, version } = entry;
    const { id, target } = operation;
    try {
      const isChanged = await this.changeIf(
        { id, status: 'awaiting-approval', version },
        {
          ...changedColumns(entry),
          holder,
          ...(holder === this.holder && { lease_until: this.leaseUntil() }),
        },
        this.telling({
          type: hasEnded(operation) ? 'ended' : 'began',
          operation,
        }),
      );
      return isChanged ? { ...entry, holder, version: version + 1 } : undefined;
    } catch (error) {
      const lost = await this.busy(target);
      if (lost) return lost;
      throw error;
    }
  }

  /**
   * Ends an operation that runs, whoever holds it: the holder finds out before
   * it writes again. False where it has changed since it was seen.
   */
  stop(entry: LedgerEntry): Promise<boolean> {
    const { operation, version } = entry;
    return this.changeIf(
      { id: operation.id, status: 'running', version },
      changedColumns(entry),
      this.telling({ type: 'ended', operation }),
    );
  }

  private telling(...events: (OperationEvent | false | undefined)[]) {
    const told = events.filter(event => !!event);
    if (told.length === 0 || this.listeners.length === 0) return undefined;
    return async (trx: Knex.Transaction) => {
      for (const event of told) {
        for (const listener of this.listeners) await listener(event, trx);
      }
    };
  }

  private async busy(target: string) {
    const active = await this.activeOn(target);
    return active && { busy: active };
  }

  private operations() {
    return this.knex<Row>(TABLE);
  }
}
