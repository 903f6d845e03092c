import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { LeaseLostError } from '../../jobs';
import { LEASE_MS } from '../../jobs/jobStore';
import type { LedgerEntry, NewEntry } from './entry';
import {
  OperationLedger,
  type OperationListener,
  type Recorded,
} from './operationLedger';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

type Status = Operation['status'];

const START = Date.parse('2026-11-25T12:00:00.000Z');

function newEntry(
  change: Partial<Operation> = {},
  more: Partial<NewEntry> = {},
): NewEntry {
  return {
    operation: {
      id: randomUUID(),
      entityRef: 'component:default/checkout',
      target: 'production',
      action: 'restart',
      title: 'Restart the integration',
      actor: 'user:default/jane',
      status: 'pending',
      createdAt: new Date(START).toISOString(),
      steps: [],
      ...change,
    },
    parameters: {},
    hasSecret: false,
    progress: {},
    idempotencyKey: randomUUID(),
    requestHash: 'same',
    ...more,
  };
}

function entryIn(outcome: Recorded): LedgerEntry {
  if (!('recorded' in outcome)) throw new Error(Object.keys(outcome).join());
  return outcome.recorded;
}

describe.each(databases.eachSupportedId())('on %s', id => {
  async function open(listeners: readonly OperationListener[] = []) {
    const knex = await databases.init(id);
    let now = START;
    await OperationLedger.create({ getClient: async () => knex }, 'migrates');
    const replica = (name: string) =>
      new OperationLedger(knex, name, listeners, () => now);
    const pass = (ms: number) => {
      now += ms;
    };
    return { a: replica('a'), b: replica('b'), pass };
  }

  it('answers the same key of the same person with the same operation', async () => {
    const { a, b } = await open();
    const first = newEntry({}, { idempotencyKey: 'key' });
    const recorded = entryIn(await a.record(first));
    const second = newEntry({}, { idempotencyKey: 'key' });
    expect(await b.record(second)).toMatchObject({
      repeated: { operation: { id: recorded.operation.id } },
      sameRequest: true,
    });
    const other = { ...second, requestHash: 'other' };
    expect(await b.record(other)).toMatchObject({ sameRequest: false });
  });

  it('takes the same key of another person for another one', async () => {
    const { a } = await open();
    await a.record(newEntry({}, { idempotencyKey: 'key' }));
    const theirs = newEntry(
      { actor: 'user:default/joe', target: 'staging' },
      { idempotencyKey: 'key' },
    );
    expect(await a.record(theirs)).toHaveProperty('recorded');
  });

  it('lets one operation at a time change a target, of any number that come together', async () => {
    const { a, b } = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? a : b).record(newEntry())),
    );
    const recorded = outcomes.filter(outcome => 'recorded' in outcome);
    expect(recorded).toHaveLength(1);
    const { operation } = entryIn(recorded[0]);
    const busy = outcomes.filter(outcome => 'busy' in outcome);
    expect(busy).toHaveLength(19);
    expect(busy[0]).toMatchObject({ busy: { operation } });
    expect((await a.activeOn('production'))?.operation.id).toBe(operation.id);
    expect(await a.record(newEntry({ target: 'staging' }))).toHaveProperty(
      'recorded',
    );
  });

  it.each<[string, (entry: LedgerEntry) => LedgerEntry]>([
    [
      'has ended',
      entry => ({
        ...entry,
        operation: { ...entry.operation, status: 'failed' },
      }),
    ],
    [
      'is only watched',
      entry => ({
        ...entry,
        operation: { ...entry.operation, status: 'running' },
        progress: { rolledOutAt: new Date(START).toISOString() },
      }),
    ],
  ])('lets the next one begin when one %s', async (_, change) => {
    const { a } = await open();
    const entry = entryIn(await a.record(newEntry()));
    await a.write(change(entry));
    expect(await a.record(newEntry())).toHaveProperty('recorded');
  });

  describe('of one that came to its end after a request had come', () => {
    const later = (ms: number) => new Date(START + ms).toISOString();

    it.each<[string, (entry: LedgerEntry) => LedgerEntry]>([
      [
        'has ended',
        entry => ({
          ...entry,
          operation: {
            ...entry.operation,
            status: 'succeeded',
            finishedAt: later(2000),
          },
        }),
      ],
      [
        'is only watched',
        entry => ({
          ...entry,
          operation: { ...entry.operation, status: 'running' },
          progress: { rolledOutAt: later(2000) },
        }),
      ],
      [
        'was watched, and has ended',
        entry => ({
          ...entry,
          operation: {
            ...entry.operation,
            status: 'failed',
            finishedAt: later(60_000),
          },
          progress: { rolledOutAt: later(2000) },
        }),
      ],
    ])('tells that request, when it %s', async (_, change) => {
      const { a, b } = await open();
      const entry = entryIn(await a.record(newEntry()));
      const { id: operation } = entry.operation;
      const active = async (since: number) =>
        (await b.activeSince('production', START + since))?.operation.id;
      expect(await active(5000)).toBe(operation);
      await a.write(change(entry));
      expect(await active(1999)).toBe(operation);
      expect(await active(2001)).toBeUndefined();
      expect(await b.activeSince('staging', START)).toBeUndefined();
    });

    it('tells it of none that never could change the target', async () => {
      const { a } = await open();
      const entry = entryIn(
        await a.record(newEntry({ status: 'awaiting-approval' })),
      );
      expect(await a.activeSince('production', START)).toBeUndefined();
      await a.write({
        ...entry,
        operation: {
          ...entry.operation,
          status: 'rejected',
          finishedAt: later(2000),
        },
      });
      expect(await a.activeSince('production', START)).toBeUndefined();
    });
  });

  it('tells of what was changed a moment ago, by the same action on the same target', async () => {
    const { a, b } = await open();
    const done = async (progress: LedgerEntry['progress'], status: Status) => {
      const entry = entryIn(await a.record(newEntry()));
      const finishedAt = new Date(START + 2000).toISOString();
      const operation = { ...entry.operation, status, finishedAt };
      await a.write({ ...entry, operation, progress });
      return operation.id;
    };
    const changed = async (
      since: number,
      action = 'restart',
      target = 'production',
    ) => (await b.changedSince(target, action, START + since))?.operation.id;

    await done({}, 'succeeded');
    await done({ writes: ['deployment'] }, 'failed');
    expect(await changed(0)).toBeUndefined();
    const last = await done({ writes: ['deployment'] }, 'succeeded');
    expect(await changed(1999)).toBe(last);
    expect(await changed(2001)).toBeUndefined();
    expect(await changed(0, 'rotate-credential')).toBeUndefined();
    expect(await changed(0, 'restart', 'staging')).toBeUndefined();
  });

  it('lets one that waits for a second person block nothing', async () => {
    const { a } = await open();
    await a.record(newEntry({ status: 'awaiting-approval' }));
    expect(await a.record(newEntry())).toHaveProperty('recorded');
  });

  it('keeps what was written, and lets nobody write who does not hold it', async () => {
    const { a, b } = await open();
    const entry = entryIn(await a.record(newEntry()));
    const running = {
      ...entry,
      operation: { ...entry.operation, status: 'running' as const },
      progress: { writes: ['secret' as const], generation: 4 },
    };
    await a.write(running);
    expect(await b.find(entry.operation.id)).toMatchObject({
      operation: { status: 'running' },
      progress: { writes: ['secret'], generation: 4 },
      version: 2,
    });
    await expect(a.write(running)).rejects.toThrow(LeaseLostError);
    await expect(b.write({ ...running, version: 2 })).rejects.toThrow(
      LeaseLostError,
    );
  });

  it('is taken over once, when its replica is silent for as long as the lease', async () => {
    const { a, b, pass } = await open();
    const entry = entryIn(await a.record(newEntry()));
    pass(LEASE_MS - 1);
    await a.renew([entry.operation.id]);
    pass(LEASE_MS - 1);
    expect(await b.takeOver(() => false)).toEqual([]);
    pass(2);
    expect(await b.takeOver(isOurs => isOurs === entry.operation.id)).toEqual(
      [],
    );
    const taken = await Promise.all([
      b.takeOver(() => false),
      b.takeOver(() => false),
    ]);
    expect(taken.flat()).toMatchObject([
      { operation: { id: entry.operation.id }, holder: 'b' },
    ]);
    await expect(a.write(entry)).rejects.toThrow(LeaseLostError);
  });

  it('is taken over where its replica lives, and has dropped it', async () => {
    const { a, pass } = await open();
    const dropped = entryIn(await a.record(newEntry()));
    const waiting = entryIn(
      await a.record(newEntry({ status: 'awaiting-approval' })),
    );
    pass(LEASE_MS - 1);
    await a.renew([]);
    pass(2);
    const taken = await a.takeOver(() => false);
    expect(taken.map(({ operation }) => operation.id)).toEqual([
      dropped.operation.id,
    ]);
    expect(await a.find(waiting.operation.id)).toMatchObject({ version: 1 });
  });

  it('is taken over at once when its replica lets it go', async () => {
    const { a, b, pass } = await open();
    await a.record(newEntry());
    await a.release();
    pass(1);
    expect(await b.takeOver(() => false)).toHaveLength(1);
  });

  it('takes no word on what is decided', async () => {
    const { a, b } = await open();
    const waiting = entryIn(
      await a.record(newEntry({ status: 'awaiting-approval' })),
    );
    const approved = {
      ...waiting,
      operation: { ...waiting.operation, status: 'pending' as const },
    };
    const decisions = await Promise.all([
      a.decide(approved, 'a'),
      b.decide(approved, 'b'),
    ]);
    expect(decisions.filter(decision => decision !== undefined)).toHaveLength(
      1,
    );
  });

  it('does not let a second person begin what another one is changing', async () => {
    const { a, b } = await open();
    const waiting = entryIn(
      await a.record(newEntry({ status: 'awaiting-approval' })),
    );
    const running = entryIn(await a.record(newEntry()));
    const approved = {
      ...waiting,
      operation: { ...waiting.operation, status: 'pending' as const },
    };
    expect(await b.decide(approved, 'b')).toMatchObject({
      busy: { operation: { id: running.operation.id } },
    });
    expect((await a.find(waiting.operation.id))?.operation.status).toBe(
      'awaiting-approval',
    );
  });

  describe('tells who listens', () => {
    async function listening() {
      const events: string[] = [];
      const opened = await open([
        async (event, trx) => {
          const row = await trx('operations')
            .where({ id: event.operation.id })
            .first();
          events.push(`${event.type}: ${row.status}`);
        },
      ]);
      return { ...opened, events };
    }

    it('what begins, puts a mitigation in force, and ends', async () => {
      const { a, events } = await listening();
      const request = newEntry();
      const recorded = entryIn(await a.record(request));
      await a.record(request);
      const { operation } = recorded;
      const running = await a.write({
        ...recorded,
        operation: { ...operation, status: 'running' },
      });
      const mitigated = await a.write(running, {
        inForce: true,
        before: 'no X',
        revertedBy: 'disable-x',
      });
      await a.write({
        ...mitigated,
        operation: { ...operation, status: 'succeeded' },
      });
      expect(events).toEqual([
        'began: pending',
        'mitigation-in-force: running',
        'ended: succeeded',
      ]);
    });

    it('what waits, and what the second person says', async () => {
      const { a, events } = await listening();
      for (const status of ['pending', 'rejected'] as const) {
        const waiting = entryIn(
          await a.record(newEntry({ status: 'awaiting-approval' })),
        );
        const decided = {
          ...waiting,
          operation: { ...waiting.operation, status },
        };
        expect(await a.decide(decided, 'a')).toMatchObject({ version: 2 });
        expect(await a.decide(decided, 'a')).toBeUndefined();
      }
      expect(events).toEqual([
        'waiting: awaiting-approval',
        'began: pending',
        'waiting: awaiting-approval',
        'ended: rejected',
      ]);
    });

    it('and takes all back where one of them throws', async () => {
      let isWilling = false;
      const { a } = await open([
        async () => {
          if (!isWilling) throw new Error('not now');
        },
      ]);
      const entry = newEntry();
      await expect(a.record(entry)).rejects.toThrow('not now');
      expect(await a.find(entry.operation.id)).toBeUndefined();
      isWilling = true;
      const recorded = entryIn(await a.record(entry));
      isWilling = false;
      const { operation } = recorded;
      const failed = {
        ...recorded,
        operation: { ...operation, status: 'failed' as const },
      };
      await expect(a.write(failed)).rejects.toThrow('not now');
      expect(await a.find(operation.id)).toMatchObject({
        operation: { status: 'pending' },
        version: 1,
      });
    });
  });

  it('pages through what one entity did to one target, newest first', async () => {
    const { a } = await open();
    const ids: string[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      // Two at the same moment have an order too.
      const createdAt = new Date(
        START + Math.floor(minute / 2) * 60_000,
      ).toISOString();
      const entry = entryIn(
        await a.record(newEntry({ status: 'awaiting-approval', createdAt })),
      );
      ids.push(entry.operation.id);
    }
    await a.record(newEntry({ target: 'staging' }));
    await a.record(newEntry({ entityRef: 'component:default/other' }));
    const seen: Operation[] = [];
    let cursor: string | undefined;
    do {
      const page = await a.list(
        'component:default/checkout',
        'production',
        2,
        cursor,
      );
      seen.push(...page.entries.map(({ operation }) => operation));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen.map(operation => operation.id).sort()).toEqual(ids.sort());
    const times = seen.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });
});
