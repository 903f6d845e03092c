import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import type { Knex } from 'knex';
import { hashOf } from '../timeline/chain';
import { timelinePage } from '../timeline/timelinePage';
import { ENTITY, FakeWorld, startReplica } from './__testUtils__/replica';
import { alertOf, webhookOf } from './__testUtils__/webhook';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

jest.setTimeout(60_000);

type Replica = Awaited<ReturnType<typeof startReplica>>;

const JANE = 'user:default/jane';
const resolved = (name: string, change: object = {}) =>
  alertOf(name, {
    status: 'resolved',
    endsAt: '2026-11-30T09:59:00.000Z',
    ...change,
  });
const storm = (count: number, change: object = {}) =>
  webhookOf(
    Array.from({ length: count }, (_, index) =>
      alertOf('Burn', { labels: { pod: `pod-${index}` }, ...change }),
    ),
  );

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;
  let world: FakeWorld;
  let replicas: Replica[];

  beforeEach(async () => {
    knex = await databases.init(id);
    world = new FakeWorld();
    replicas = [];
  });

  afterEach(() => Promise.all(replicas.map(({ alerts }) => alerts.close())));

  async function start(options?: Parameters<typeof startReplica>[2]) {
    const replica = await startReplica(knex, world, options);
    replicas.push(replica);
    return replica;
  }

  /** All incidents of a target, the oldest first. */
  async function incidents(
    { store }: Replica,
    target = 'production',
  ): Promise<Incident[]> {
    const rows = await knex('incidents').where({ target }).orderBy('number');
    const found = await Promise.all(rows.map(row => store.find(row.id)));
    return found.map(incident => incident!);
  }

  /** A timeline that proves itself. */
  async function timelineOf({ id: incidentId }: Incident) {
    const entries: TimelineEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await timelinePage(knex, incidentId, { cursor });
      entries.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    let previousHash = '0'.repeat(64);
    entries.forEach((entry, index) => {
      expect(entry).toMatchObject({ sequence: index + 1, previousHash });
      expect(entry.hash).toBe(hashOf(incidentId, entry));
      previousHash = entry.hash;
    });
    return entries;
  }

  async function countsOf(incident: Incident) {
    const counts: Record<string, number> = {};
    for (const { type } of await timelineOf(incident)) {
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
  }

  /** By a person. */
  const openBy = ({ service, target }: Replica, body: object) =>
    service.openBy(
      JANE,
      { entityRef: ENTITY, target },
      { entityRef: ENTITY, ...body },
      'key',
    );

  const person = (
    { service }: Replica,
    incident: Incident,
    change: object,
  ): Promise<Incident> =>
    service.change(
      incident,
      { version: incident.version, ...change } as never,
      JANE,
    );

  it('opens an incident for what fires', async () => {
    const replica = await start();
    const body = webhookOf([alertOf('Burn')]);
    expect(await replica.take(body)).toEqual({
      received: 1,
      repeated: 0,
      unmatched: 0,
      rejected: [],
    });
    const [incident] = await incidents(replica);
    expect(incident).toMatchObject({
      number: 'INC-1',
      openedBy: 'alert',
      severity: 'P1',
      startedAt: '2026-11-30T09:58:00.000Z',
      entityRefs: ['component:default/checkout'],
      alerts: { firing: 1, truncated: false },
    });
    expect(await timelineOf(incident)).toMatchObject([
      { type: 'opened', actor: 'alert', data: { by: 'alert' } },
      { type: 'triage' },
      {
        type: 'alert-fired',
        actor: 'alert',
        occurredAt: '2026-11-30T09:58:00.000Z',
        data: { name: 'Burn', summary: 'Burn fires' },
      },
    ]);
  });

  it.each([
    ['page', 'ok', 'P2'],
    ['ticket', 'ok', 'P3'],
    ['page', 'failing', 'P1'],
    ['ticket', 'degraded', 'P2'],
  ] as const)(
    'a %s while all is %s is a %s',
    async (severity, status, level) => {
      const replica = await start();
      world.status = status;
      await replica.take(
        webhookOf([alertOf('Burn', { labels: { severity } })]),
      );
      const [incident] = await incidents(replica);
      expect(incident.severity).toBe(level);
    },
  );

  it('joins the open one, raises it, and says what was left out', async () => {
    const replica = await start();
    world.status = 'ok';
    const ticket = alertOf('Slow', { labels: { severity: 'ticket' } });
    await replica.take(webhookOf([ticket]));
    await replica.take(webhookOf([alertOf('Burn')], 3));
    const all = await incidents(replica);
    expect(all).toMatchObject([
      { severity: 'P2', alerts: { firing: 2, truncated: true } },
    ]);
    expect(await timelineOf(all[0])).toContainEqual(
      expect.objectContaining({
        type: 'severity-changed',
        actor: 'rule',
        data: expect.objectContaining({ from: 'P3', to: 'P2' }),
      }),
    );
  });

  it('changes nothing by a repeat, and moves to monitoring at the end', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn')]));
    const repeat = await replica.take(webhookOf([alertOf('Burn')]));
    expect(repeat).toMatchObject({ received: 1, repeated: 1 });
    world.status = 'ok';
    await replica.take(webhookOf([resolved('Burn')]));
    const [incident] = await incidents(replica);
    expect(incident).toMatchObject({
      status: 'monitoring',
      mitigatedAt: '2026-11-30T09:59:00.000Z',
      alerts: { firing: 0 },
    });
    expect(await timelineOf(incident)).toMatchObject([
      { type: 'opened' },
      { type: 'triage' },
      { type: 'alert-fired' },
      { type: 'alert-resolved', occurredAt: '2026-11-30T09:59:00.000Z' },
      { type: 'status-changed', actor: 'rule', data: { to: 'monitoring' } },
    ]);
  });

  it('asks again for a triage until the trouble is over', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn')]));
    await replica.take(webhookOf([resolved('Burn')]));
    expect(await incidents(replica)).toMatchObject([
      { status: 'investigating', alerts: { firing: 0 } },
    ]);
    world.status = 'ok';
    await replica.process();
    expect(await incidents(replica)).toMatchObject([
      { status: 'investigating' },
    ]);
    world.now += 61_000;
    // Another replica does it as well.
    await (await start()).process();
    expect(await incidents(replica)).toMatchObject([{ status: 'monitoring' }]);
  });

  it('does not overrule who took it back', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn')]));
    world.status = 'ok';
    await replica.take(webhookOf([resolved('Burn')]));
    const [monitoring] = await incidents(replica);
    world.now += 1_000;
    await person(replica, monitoring, { status: 'investigating' });
    for (let looks = 0; looks < 3; looks += 1) {
      world.now += 61_000;
      await replica.process();
      await replica.look();
    }
    expect(await incidents(replica)).toMatchObject([
      { status: 'investigating' },
    ]);
  });

  it('opens nothing for what was resolved before it fired', async () => {
    const replica = await start();
    await replica.take(webhookOf([resolved('Burn')]));
    await replica.take(webhookOf([alertOf('Burn')]));
    await replica.take(webhookOf([resolved('Burn'), alertOf('Burn')]));
    expect(await incidents(replica)).toEqual([]);
  });

  it('tells what fired and ended before anybody could look', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn'), resolved('Burn')]));
    const [incident] = await incidents(replica);
    expect(incident.alerts.firing).toBe(0);
    expect(await countsOf(incident)).toMatchObject({
      'alert-fired': 1,
      'alert-resolved': 1,
    });
  });

  it('reopens nothing, but opens a new one that names the former', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn')]));
    const [first] = await incidents(replica);
    await person(replica, first, { status: 'resolved', reason: 'Done' });
    await replica.take(webhookOf([alertOf('Burn')]));
    expect(await incidents(replica)).toHaveLength(1);

    world.now += 20 * 60_000;
    const again = alertOf('Burn', { startsAt: world.at() });
    await replica.take(webhookOf([again]));
    const [, second] = await incidents(replica);
    const [opened] = await timelineOf(second);
    expect(opened.data).toMatchObject({ former: 'INC-1' });

    await person(replica, second, { status: 'resolved', reason: 'Done' });
    world.now += 31 * 60_000;
    await replica.take(webhookOf([alertOf('Burn', { startsAt: world.at() })]));
    const [, , third] = await incidents(replica);
    const [last] = await timelineOf(third);
    expect(last.data).not.toHaveProperty('former');
  });

  it('lets a drill neither absorb alerts nor stand in the way', async () => {
    const replica = await start();
    await openBy(replica, { drill: true });
    await replica.take(webhookOf([alertOf('Burn')]));
    const [drill, incident] = await incidents(replica);
    expect(drill).toMatchObject({ drill: true, alerts: { firing: 0 } });
    expect(incident).toMatchObject({ drill: false, alerts: { firing: 1 } });
  });

  it('lets alerts go along with what is merged', async () => {
    const replica = await start();
    await replica.take(webhookOf([alertOf('Burn')]));
    await openBy(replica, { separate: true });
    const [from, into] = await incidents(replica);
    await replica.service.merge(from, into, JANE);
    await replica.take(webhookOf([resolved('Burn')]));
    const [, remaining] = await incidents(replica);
    expect(remaining.alerts.firing).toBe(0);
    expect(await countsOf(remaining)).toMatchObject({ 'alert-resolved': 1 });
  });

  it('keeps what matches no target, up to a bound, and opens nothing', async () => {
    const replica = await start();
    const of = (index: number) =>
      alertOf('Other', {
        labels: { ideogram_target: 'unknown', pod: `${index}` },
      });
    const many = Array.from({ length: 1_200 }, (_, index) => of(index));
    expect(await replica.take(webhookOf(many))).toMatchObject({
      received: 1_200,
      unmatched: 1_200,
    });
    world.now += 1_000;
    await replica.take(webhookOf([of(2_000)]));
    const { body } = (await replica.alerts.handlers.unmatchedAlerts(
      {} as never,
    )) as { body: { alerts: object[]; total: number } };
    expect(body.total).toBe(1_000);
    expect(body.alerts[0]).toMatchObject({
      firing: true,
      labels: { pod: '2000' },
      lastSeenAt: world.at(),
    });
    expect(await knex('incidents')).toEqual([]);
  });

  it('knows a target by the labels that its operator chose', async () => {
    const replica = await start();
    const labels = { ideogram_target: '', env: 'staging', team: 'images' };
    await replica.take(webhookOf([alertOf('Burn', { labels })]));
    expect(await incidents(replica, 'staging')).toHaveLength(1);
  });

  it('takes the good ones among bad ones, without fingerprint or start', async () => {
    const replica = await start();
    const { startsAt, ...timeless } = alertOf('Burn');
    const body = webhookOf([null, timeless, { status: 'firing' }]);
    expect(await replica.take(body)).toMatchObject({
      received: 1,
      rejected: [{ index: 0 }, { index: 2 }],
    });
    const [incident] = await incidents(replica);
    expect(incident.startedAt).toBe(world.at());
    await expect(replica.receive(webhookOf([null]))).rejects.toThrow(
      'None of the alerts can be used',
    );
    await expect(replica.receive([])).rejects.toThrow('The body is no object');
  });

  it('masks what may be a secret', async () => {
    const replica = await start();
    const key = 'sent bearer abcdefghij0123';
    const body = webhookOf([
      alertOf('Burn', { labels: { detail: key, api_key: 'abcdefghij' } }),
    ]);
    await replica.take(body);
    const [incident] = await incidents(replica);
    expect(JSON.stringify(await timelineOf(incident))).not.toContain(
      'abcdefghij',
    );
  });

  it('works off a storm once, though its replica dies in the middle', async () => {
    let writes = 0;
    const dying = await start({
      listeners: [
        async () => {
          writes += 1;
          if (writes > 2) throw new Error('dies');
        },
      ],
    });
    await dying.take(storm(1_000));
    const [half] = await incidents(dying);
    expect(half.alerts.firing).toBe(500);
    await dying.alerts.close();

    const other = await start();
    await other.process();
    const all = await incidents(other);
    expect(all).toMatchObject([{ alerts: { firing: 1_000 } }]);
    expect(await countsOf(all[0])).toEqual({
      opened: 1,
      triage: 1,
      'alert-fired': 1_000,
    });
    expect(await knex('alerts').where({ owes_fired: true })).toEqual([]);
  });

  it('works off a storm once, on two replicas that get the same', async () => {
    const both = [await start(), await start()];
    const answers = await Promise.all(
      both.map(replica => replica.take(storm(1_000))),
    );
    expect(answers.map(({ repeated }) => repeated).sort()).toEqual([0, 1_000]);
    await Promise.all(both.map(replica => replica.process()));
    const all = await incidents(both[0]);
    expect(all).toMatchObject([{ alerts: { firing: 1_000 } }]);
    expect((await countsOf(all[0]))['alert-fired']).toBe(1_000);

    world.status = 'ok';
    const end = { status: 'resolved', endsAt: world.at() };
    await Promise.all(both.map(replica => replica.take(storm(1_000, end))));
    await Promise.all(both.map(replica => replica.process()));
    const [over] = await incidents(both[0]);
    expect(over).toMatchObject({
      status: 'monitoring',
      alerts: { firing: 0 },
    });
    expect(await countsOf(over)).toEqual({
      opened: 1,
      triage: 1,
      'alert-fired': 1_000,
      'alert-resolved': 1_000,
      'status-changed': 1,
    });
  });

  it('makes one incident of a thousand groups', async () => {
    const both = [await start(), await start()];
    const groups = Array.from({ length: 1_000 }, (_, index) =>
      webhookOf([alertOf('Burn', { labels: { group: `${index}` } })]),
    );
    const waiting = [...groups];
    const worker = async (replica: Replica) => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        await replica.receive(one);
      }
    };
    await Promise.all([...both, ...both].map(worker));
    await Promise.all(both.map(replica => replica.process()));
    const all = await incidents(both[0]);
    expect(all).toMatchObject([{ alerts: { firing: 1_000 } }]);
    expect((await countsOf(all[0]))['alert-fired']).toBe(1_000);
  });

  it('goes on with the others where one target can not be worked off', async () => {
    const replica = await start({
      listeners: [
        async ({ incident }) => {
          if (incident.target === 'production') throw new Error('broken');
        },
      ],
    });
    const labels = { ideogram_target: '', env: 'staging', team: 'images' };
    await replica.take(
      webhookOf([alertOf('Burn'), alertOf('Burn', { labels })]),
    );
    expect(await incidents(replica, 'staging')).toHaveLength(1);
    expect(replica.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('production'),
    );
  });
});
