import type { Knex } from 'knex';
import { cursorText, parseCursor } from './cursor';

/** How long a replica that is silent keeps what it works on. */
export const LEASE_MS = 20_000;

/** What each table of jobs has; times are ISO 8601. */
export interface JobRow {
  id: string;
  actor: string;
  idempotency_key: string;
  request_hash: string;
  status: string;
  /** The replica that works on it. */
  holder: string;
  /** After it, another replica may take over. */
  lease_until: string;
  /** Grows with each change. */
  version: number;
  created_at: string;
}

/** By what a request is known that is sent again. */
export interface RequestIdentity {
  idempotencyKey: string;
  requestHash: string;
}

/** The key was sent before, with the same request or with another one. */
export interface Repeated<E> {
  repeated: E;
  sameRequest: boolean;
}

/** Is done in the transaction of a change; where it throws, nothing is changed. */
export type InTransaction = (trx: Knex.Transaction) => Promise<void>;

/** Another replica has taken the job over: this one must stop. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * Jobs in a table of the plugin's database, which outlive the replica that
 * works on them. Whoever changes one has to hold it, so that of two replicas
 * only one ever works on it; one that is silent for longer than its lease loses
 * what it holds.
 */
export abstract class JobStore<R extends JobRow, E> {
  protected constructor(
    protected readonly knex: Knex,
    /** This replica. */
    readonly holder: string,
    private readonly options: {
      table: string;
      /** Statuses of what has not ended. */
      open: readonly string[];
      /** Those among them in which its holder keeps a job without working on it. */
      waiting: readonly string[];
      entryOf(row: R): E;
      now(): number;
    },
  ) {}

  /** Whether the same person has sent the same key before. */
  async repeated(
    actor: string,
    { idempotencyKey, requestHash }: RequestIdentity,
  ): Promise<Repeated<E> | undefined> {
    const row = await this.table()
      .where({ actor, idempotency_key: idempotencyKey })
      .first();
    return (
      row && {
        repeated: this.options.entryOf(row),
        sameRequest: row.request_hash === requestHash,
      }
    );
  }

  async find(id: string): Promise<E | undefined> {
    const row = await this.table().where({ id }).first();
    return row && this.options.entryOf(row);
  }

  /**
   * Says that this replica still works. What it holds and does not work on, it
   * has dropped; that lapses, and is taken over like any other.
   *
   * @param running - the ids of what it works on
   */
  async renew(running: readonly string[]): Promise<void> {
    const { open, waiting } = this.options;
    await this.table()
      .where({ holder: this.holder })
      .where((one: Knex.QueryBuilder) =>
        one
          .whereIn('status', waiting)
          .orWhere(worked =>
            worked.whereIn('status', open).whereIn('id', running),
          ),
      )
      .update({ lease_until: this.leaseUntil() });
  }

  /** Lets others take over at once. */
  async release(): Promise<void> {
    await this.table()
      .where({ holder: this.holder })
      .whereIn('status', this.options.open)
      .update({ lease_until: this.at(0) });
  }

  /**
   * The open ones that nobody works on; this replica holds them now.
   *
   * @param isOurs - that it works on itself, though it was late to say so
   */
  async takeOver(isOurs: (id: string) => boolean): Promise<E[]> {
    const lapsed: R[] = await this.table()
      .whereIn('status', this.options.open)
      .where('lease_until', '<', this.at(0));
    const taken: E[] = [];
    for (const row of lapsed.filter(({ id }) => !isOurs(id))) {
      const { id, version, lease_until } = row;
      const change = { holder: this.holder, lease_until: this.leaseUntil() };
      if (await this.changeIf({ id, version, lease_until }, change)) {
        taken.push(
          this.options.entryOf({ ...row, ...change, version: version + 1 }),
        );
      }
    }
    return taken;
  }

  /** Those of this replica that have one of these statuses. */
  protected async held(statuses: readonly string[]): Promise<E[]> {
    const rows: R[] = await this.table()
      .where({ holder: this.holder })
      .whereIn('status', statuses);
    return rows.map(this.options.entryOf);
  }

  /** @throws where a rule of the table forbids it */
  protected async insert(
    row: Omit<R, 'holder' | 'lease_until' | 'version'>,
    also?: InTransaction,
  ): Promise<E> {
    const held = {
      ...row,
      holder: this.holder,
      lease_until: this.leaseUntil(),
      version: 1,
    } as R;
    await this.withAlso(also, async knex => {
      await this.table(knex).insert(held);
      return true;
    });
    return this.options.entryOf(held);
  }

  /**
   * Changes what this replica holds.
   *
   * @throws LeaseLostError
   */
  protected async changeHeld(
    { id, version }: { id: string; version: number },
    change: Partial<R>,
    also?: InTransaction,
  ): Promise<void> {
    const isChanged = await this.changeIf(
      { id, version, holder: this.holder },
      { ...change, lease_until: this.leaseUntil() },
      also,
    );
    if (!isChanged) {
      throw new LeaseLostError(`The job ${id} is held by another replica`);
    }
  }

  /**
   * Whoever waits for something else than the database finds out like this.
   *
   * @throws LeaseLostError where somebody else has changed it since
   */
  async confirmHeld({ id, version }: { id: string; version: number }) {
    const { holder } = this;
    const held = await this.table().where({ id, version, holder }).first('id');
    if (!held) throw new LeaseLostError(`The job ${id} was changed elsewhere`);
  }

  /** Changes a job as it was seen; false where somebody was faster. */
  protected changeIf(
    seen: { id: string; version: number } & Partial<JobRow>,
    change: object,
    also?: InTransaction,
  ): Promise<boolean> {
    return this.withAlso(also, async knex => {
      const changed = await this.table(knex)
        .where(seen)
        .update({ ...change, version: seen.version + 1 });
      return changed === 1;
    });
  }

  /** Newest first; from after `cursor` on. */
  protected async page(
    where: Partial<R>,
    limit: number,
    cursor?: string,
  ): Promise<{ entries: E[]; nextCursor?: string }> {
    const query = this.table().where(where);
    if (cursor !== undefined) {
      const { createdAt, id } = parseCursor(cursor);
      query.where((older: Knex.QueryBuilder) =>
        older
          .where('created_at', '<', createdAt)
          .orWhere(same =>
            same.where('created_at', createdAt).where('id', '<', id),
          ),
      );
    }
    const rows: R[] = await query
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      entries: shown.map(this.options.entryOf),
      ...(rows.length > limit &&
        last && {
          nextCursor: cursorText({ createdAt: last.created_at, id: last.id }),
        }),
    };
  }

  /** The end of a lease that begins now. */
  protected leaseUntil(): string {
    return this.at(LEASE_MS);
  }

  private withAlso(
    also: InTransaction | undefined,
    change: (knex: Knex) => Promise<boolean>,
  ): Promise<boolean> {
    if (!also) return change(this.knex);
    return this.knex.transaction(async trx => {
      const isChanged = await change(trx);
      if (isChanged) await also(trx);
      return isChanged;
    });
  }

  // The columns that all tables of jobs have are too few for knex's types.
  private table(knex: Knex = this.knex): Knex.QueryBuilder {
    return knex(this.options.table);
  }

  private at(inMs: number) {
    return new Date(this.options.now() + inMs).toISOString();
  }
}
