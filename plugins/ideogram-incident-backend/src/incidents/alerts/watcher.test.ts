import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { FakeWorld, startReplica } from './__testUtils__/replica';
import { alertOf, webhookOf } from './__testUtils__/webhook';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const HEARTBEAT = webhookOf([alertOf('IdeogramIncidentHeartbeat')]);

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;
  let world: FakeWorld;

  beforeEach(async () => {
    knex = await databases.init(id);
    world = new FakeWorld();
  });

  const start = (incidents?: object) =>
    startReplica(knex, world, { incidents });

  const production = () =>
    knex('incidents').where({ target: 'production' }).orderBy('number');

  /** So many looks of it, a minute apart. */
  async function look(
    replica: Awaited<ReturnType<typeof start>>,
    times: number,
  ) {
    for (let looks = 0; looks < times; looks += 1) {
      world.now += 60_000;
      await replica.look();
    }
  }

  it('opens after the second look in a row, and once', async () => {
    const replica = await start();
    await look(replica, 1);
    expect(await production()).toEqual([]);
    await look(replica, 3);
    expect(await production()).toMatchObject([
      { opened_by: 'watcher', severity: 'P1', status: 'investigating' },
    ]);
  });

  it('opens nothing where the looks were not in a row', async () => {
    const replica = await start();
    for (const status of ['failing', 'ok', 'failing', 'unknown'] as const) {
      world.status = status;
      await look(replica, 1);
    }
    world.status = 'failing';
    await look(replica, 1);
    world.now += 60 * 60_000;
    await look(replica, 1);
    expect(await production()).toEqual([]);
  });

  it('opens nothing by what is unknown', async () => {
    const replica = await start();
    world.status = 'unknown';
    await look(replica, 4);
    expect(await production()).toEqual([]);
  });

  it('raises it, and moves it to monitoring when the trouble is over', async () => {
    const replica = await start();
    world.status = 'degraded';
    await look(replica, 2);
    expect(await production()).toMatchObject([{ severity: 'P2' }]);
    world.status = 'failing';
    await look(replica, 1);
    expect(await production()).toMatchObject([{ severity: 'P1' }]);
    world.status = 'unknown';
    await look(replica, 1);
    expect(await production()).toMatchObject([{ status: 'investigating' }]);
    world.status = 'ok';
    await look(replica, 1);
    expect(await production()).toMatchObject([
      { status: 'monitoring', mitigated_at: world.at() },
    ]);
  });

  it('looks once, however many replicas there are', async () => {
    const both = [await start(), await start()];
    for (let looks = 0; looks < 2; looks += 1) {
      world.now += 60_000;
      await Promise.all(both.map(replica => replica.look()));
    }
    // Two targets.
    expect(world.triages).toBe(4);
    expect(await production()).toHaveLength(1);
  });

  it('is one task for all replicas, and none where it is off', async () => {
    const on = await start({ watcher: { every: '90s' } });
    expect(on.tasks['watch-targets']).toMatchObject({
      scope: 'global',
      frequency: { milliseconds: 90_000 },
    });
    const off = await start({ watcher: { enabled: false } });
    expect(off.tasks).not.toHaveProperty('watch-targets');
  });

  it('looks only while the heartbeat is silent, where that is wanted', async () => {
    const replica = await start({
      watcher: { enabled: 'when-silent' },
      alerts: { heartbeat: { every: '5m' } },
    });
    // It is expected still.
    await look(replica, 9);
    expect(world.triages).toBe(0);
    expect(await replica.receive(HEARTBEAT)).toMatchObject({
      received: 1,
      unmatched: 0,
    });
    await look(replica, 10);
    expect(world.triages).toBe(0);
    expect(await production()).toEqual([]);
    await look(replica, 3);
    expect(world.triages).toBe(6);
    expect(await production()).toHaveLength(1);
    await replica.receive(HEARTBEAT);
    await look(replica, 3);
    expect(world.triages).toBe(6);
  });

  it('opens nothing for a heartbeat, though none is expected', async () => {
    const replica = await start();
    await replica.take(HEARTBEAT);
    expect(await production()).toEqual([]);
    expect(await knex('alerts')).toEqual([]);
  });
});
