import { randomUUID } from 'node:crypto';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import { migrateDatabase } from '../../database';
import type { Repeated, RequestIdentity } from '../../jobs';
import {
  chained,
  NO_ENTRY,
  type EntryDraft,
  type Head,
} from '../timeline/chain';
import { IncidentQueries } from './incidentQueries';
import {
  columnsOf,
  COUNTER,
  ENTRIES,
  entryRowOf,
  headOf,
  incidentOf,
  INCIDENTS,
  type EntryRow,
  type IncidentFields,
  type IncidentRow,
} from './row';

/** What was written of an incident, in one transaction. */
export interface Written {
  incident: Incident;
  /** Absent where it was opened. */
  before?: Incident;
  entries: TimelineEntry[];
  /** Of its timeline. */
  head: Head;
}

/**
 * Is told in the transaction in which it is written, and has to use that for
 * what it writes itself; where it throws, nothing is written.
 */
export type IncidentListener = (
  written: Written,
  trx: Knex.Transaction,
) => Promise<void>;

export type NewIncident = Omit<
  Incident,
  'id' | 'number' | 'status' | 'roles' | 'alerts' | 'version'
>;

/** What becomes of an incident as it is; nothing where neither is there. */
export interface Change {
  fields?: Partial<IncidentFields>;
  entries?: EntryDraft[];
}

export type Opened =
  | { opened: Written }
  | Repeated<Incident>
  /** The one that is open, where another was not asked for. */
  | { standing: Incident };

/** Whoever saw an incident before one of these changed must look again. */
const GUARDED: readonly (keyof IncidentFields)[] = [
  'title',
  'summary',
  'status',
  'severity',
  'errorClass',
  'roles',
  'startedAt',
  'mergedInto',
];

/** Incidents and their timelines, in the plugin's database. */
export class IncidentStore extends IncidentQueries {
  constructor(
    knex: Knex,
    private readonly options: {
      listeners?: readonly IncidentListener[];
      /** Is told once it is written for good. */
      afterCommit?: (written: Written) => void;
      now?: () => number;
    } = {},
  ) {
    super(knex);
  }

  static async create(
    database: DatabaseService,
    options?: ConstructorParameters<typeof IncidentStore>[1],
  ): Promise<IncidentStore> {
    return new IncidentStore(await migrateDatabase(database), options);
  }

  /**
   * Opens an incident, unless one is open that is meant as well.
   *
   * @param options - `separate`: also beside one that is open; a drill always
   * is
   */
  async open(
    draft: NewIncident,
    entries: EntryDraft[],
    options: {
      separate?: boolean;
      identity?: RequestIdentity;
      trx?: Knex.Transaction;
    } = {},
  ): Promise<Opened> {
    const { separate = false, identity } = options;
    return this.inTransaction(options.trx, async trx => {
      // One after the other, so that numbers have neither gaps nor doubles.
      const counter = await trx(COUNTER).forUpdate().first();
      const repeated =
        identity && (await this.repeated(draft.openedBy, identity, trx));
      if (repeated) return repeated;
      const isOwn = !separate && !draft.drill;
      const [standing] = isOwn ? await this.openOn(draft.target, trx) : [];
      if (standing) return { standing };

      const number = counter.last_number + 1;
      const id = randomUUID();
      const chain = chained(id, NO_ENTRY, entries, draft.openedAt);
      const head = chain.at(-1) ?? NO_ENTRY;
      const row = {
        id,
        number,
        target: draft.target,
        active_target: isOwn ? draft.target : null,
        opened_by: draft.openedBy,
        opened_at: draft.openedAt,
        drill: draft.drill,
        version: 1,
        head_sequence: head.sequence,
        head_hash: head.hash,
        idempotency_key: identity?.idempotencyKey ?? null,
        request_hash: identity?.requestHash ?? null,
        ...columnsOf({
          ...draft,
          status: 'investigating',
          roles: { responders: [] },
          alerts: { firing: 0, truncated: false },
        }),
      };
      await trx(COUNTER).update({ last_number: number });
      await trx<IncidentRow>(INCIDENTS).insert(row);
      await this.insertEntries(trx, id, chain);
      const written = { incident: incidentOf(row), entries: chain, head };
      await this.tell(written, trx);
      return { opened: written };
    });
  }

  /**
   * Changes an incident, and writes what happened on its timeline. Whoever
   * else changes it at this moment waits, so that `change` sees what is there.
   *
   * @param trx - the transaction of what has happened; one of its own where
   * left out
   * @throws NotFoundError
   */
  async change(
    id: string,
    change: (present: Incident) => Change,
    trx?: Knex.Transaction,
  ): Promise<Written> {
    return this.inTransaction(trx, async tx => {
      const row = await this.lock(id, tx);
      return this.write(row, change(incidentOf(row)), tx);
    });
  }

  /**
   * Changes two incidents together.
   *
   * @throws NotFoundError
   */
  async changeBoth(
    ids: readonly [string, string],
    change: (one: Incident, other: Incident) => [Change, Change],
  ): Promise<[Written, Written]> {
    return this.inTransaction(undefined, async trx => {
      // In the same order whoever asks, so that nobody waits for each other.
      for (const id of [...ids].sort()) await this.lock(id, trx);
      const one = await this.lock(ids[0], trx);
      const other = await this.lock(ids[1], trx);
      const [ofOne, ofOther] = change(incidentOf(one), incidentOf(other));
      return [
        await this.write(one, ofOne, trx),
        await this.write(other, ofOther, trx),
      ];
    });
  }

  /**
   * Adds a person's entry, once for each key.
   *
   * @param check - refuses, by what the incident is at that moment
   */
  async addOnce(
    id: string,
    change: (present: Incident) => Change,
    { actor, ...identity }: RequestIdentity & { actor: string },
  ): Promise<{ added: TimelineEntry } | Repeated<TimelineEntry>> {
    return this.inTransaction(undefined, async trx => {
      const row = await this.lock(id, trx);
      const earlier = await trx<EntryRow>(ENTRIES)
        .where({
          incident_id: id,
          actor,
          idempotency_key: identity.idempotencyKey,
        })
        .first();
      if (earlier) {
        return {
          repeated: { ...JSON.parse(earlier.entry), hash: earlier.hash },
          sameRequest: earlier.request_hash === identity.requestHash,
        };
      }
      const { entries } = await this.write(row, change(incidentOf(row)), trx);
      const [added] = entries;
      await trx<EntryRow>(ENTRIES).where({ id: added.id }).update({
        actor,
        idempotency_key: identity.idempotencyKey,
        request_hash: identity.requestHash,
      });
      return { added };
    });
  }

  private async lock(id: string, trx: Knex.Transaction): Promise<IncidentRow> {
    const row = await trx<IncidentRow>(INCIDENTS)
      .where({ id })
      .forUpdate()
      .first();
    if (!row) throw new NotFoundError(`There is no incident ${id}`);
    return row;
  }

  private async write(
    row: IncidentRow,
    { fields = {}, entries: drafts = [] }: Change,
    trx: Knex.Transaction,
  ): Promise<Written> {
    const before = incidentOf(row);
    const recordedAt = new Date(this.now()).toISOString();
    const entries = chained(row.id, headOf(row), drafts, recordedAt);
    const head = entries.at(-1) ?? headOf(row);
    const isGuarded = GUARDED.some(field => Object.hasOwn(fields, field));
    const next: IncidentRow = {
      ...row,
      ...columnsOf({ ...before, ...fields }),
      version: row.version + (isGuarded ? 1 : 0),
      head_sequence: head.sequence,
      head_hash: head.hash,
    };
    next.active_target = await this.activeTarget(before, next, trx);
    const written = { incident: incidentOf(next), before, entries, head };
    if (Object.keys(fields).length === 0 && drafts.length === 0) return written;

    const { id, number, ...columns } = next;
    await trx<IncidentRow>(INCIDENTS).where({ id }).update(columns);
    await this.insertEntries(trx, id, entries);
    await this.tell(written, trx);
    return written;
  }

  /** Which alerts join: none that has ended; and of one that begins again, only where no other is. */
  private async activeTarget(
    before: Incident,
    next: IncidentRow,
    trx: Knex.Transaction,
  ): Promise<string | null> {
    if (next.status === 'resolved') return null;
    if (before.status !== 'resolved' || before.drill) return next.active_target;
    // Nobody opens one meanwhile.
    await trx(COUNTER).forUpdate().first();
    const [standing] = await this.openOn(next.target, trx);
    return standing ? null : next.target;
  }

  private async insertEntries(
    trx: Knex.Transaction,
    id: string,
    entries: readonly TimelineEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    await trx(ENTRIES).insert(entries.map(entry => entryRowOf(id, entry)));
  }

  private async tell(written: Written, trx: Knex.Transaction): Promise<void> {
    const { listeners = [], afterCommit } = this.options;
    for (const listener of listeners) await listener(written, trx);
    if (afterCommit) {
      trx.executionPromise.then(
        () => afterCommit(written),
        () => {},
      );
    }
  }

  private inTransaction<T>(
    trx: Knex.Transaction | undefined,
    work: (trx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return trx ? work(trx) : this.knex.transaction(work);
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}
