import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  SeverityHistoryStore,
  type SeenSeverity,
} from './severityHistoryStore';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const MAX_GAP_MS = 30 * 60_000;
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

const seen = (
  level: 'P1' | 'P2' | 'P3' | 'none',
  time: string,
  target = 'production',
): SeenSeverity => ({
  target,
  look: { level, errorClass: 'none', startedAt: at(time), at: at(time) },
  maxGapMs: MAX_GAP_MS,
});
/** It was not seen before. */
const first = (time: string) => ({
  at: at(time),
  isKnown: false,
  from: 'looks',
});
const next = (time: string) => ({ ...first(time), isKnown: true });

describe.each(databases.eachSupportedId())('on %s', id => {
  async function open(knexId: TestDatabaseId = id) {
    const knex = await databases.init(knexId);
    const client = { getClient: async () => knex };
    return { knex, client, store: await SeverityHistoryStore.create(client) };
  }

  it('knows nothing of a target that it never saw', async () => {
    const { store } = await open();
    expect(await store.read('production')).toBeUndefined();
  });

  it('keeps the time since which a level holds, over a restart', async () => {
    const { store, client } = await open();
    await store.record(seen('P2', '12:00'));
    await store.record(seen('P1', '12:05'));
    const expected = {
      level: 'P1',
      errorClass: 'none',
      since: { P1: next('12:05'), P2: first('12:00'), P3: first('12:00') },
      lastSeenAt: at('12:05'),
      outage: {
        level: 'P1',
        errorClass: 'none',
        since: at('12:05'),
        lastSeenAt: at('12:05'),
      },
    };
    expect(await store.read('production')).toEqual(expected);
    const restarted = await SeverityHistoryStore.create(client);
    expect(await restarted.read('production')).toEqual(expected);
  });

  it('keeps targets apart', async () => {
    const { store } = await open();
    await store.record(seen('P1', '12:00', 'production'));
    await store.record(seen('none', '12:01', 'staging'));
    expect((await store.read('production'))?.since.P1).toEqual(first('12:00'));
    expect((await store.read('staging'))?.since).toEqual({});
  });

  it('never moves the time to later, whichever replica writes last', async () => {
    const { client } = await open();
    const replicas = await Promise.all(
      [1, 2, 3].map(() => SeverityHistoryStore.create(client)),
    );
    await replicas[0].record(seen('P1', '12:00'));
    await Promise.all(
      ['12:03', '12:01', '12:04', '12:02', '12:05', '12:01'].map((time, i) =>
        replicas[i % replicas.length].record(seen('P1', time)),
      ),
    );
    expect(await replicas[0].read('production')).toMatchObject({
      since: { P1: first('12:00') },
      lastSeenAt: at('12:05'),
    });
  });

  it('lets two replicas begin at the same time', async () => {
    const { store } = await open();
    await Promise.all(
      [1, 2, 3, 4].map(() => store.record(seen('P1', '12:00'))),
    );
    expect((await store.read('production'))?.since.P1).toEqual(first('12:00'));
  });

  it.each([
    '{}',
    'no json',
    '{"since":{"P1":"2026-11-23T12:00:00.000Z"},"lastSeenAt":"2026-11-23T12:00:00.000Z"}',
  ])('begins anew where it finds %s', async history => {
    const { store, knex } = await open();
    await knex('severity_history').insert({ target: 'production', history });
    expect(await store.read('production')).toBeUndefined();
    await store.record(seen('P1', '12:00'));
    expect((await store.read('production'))?.since.P1).toEqual(first('12:00'));
  });

  it('leaves the schema alone where the operator migrates', async () => {
    const knex = await databases.init(id);
    await SeverityHistoryStore.create({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await knex.schema.hasTable('severity_history')).toBe(false);
  });

  it('can be taken back', async () => {
    const { knex } = await open();
    await knex.migrate.rollback({
      directory: `${__dirname}/../../migrations`,
    });
    expect(await knex.schema.hasTable('severity_history')).toBe(false);
  });
});
