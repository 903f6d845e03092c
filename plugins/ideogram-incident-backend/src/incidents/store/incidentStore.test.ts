import { TestDatabases } from '@backstage/backend-test-utils';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import {
  draftOf,
  identityOf,
  JANE,
  JOE,
  noteOf,
  OPENED,
} from '../__testUtils__/drafts';
import { hashOf } from '../timeline/chain';
import { timelinePage } from '../timeline/timelinePage';
import { IncidentStore, type IncidentListener, type Opened } from '.';

// PostgreSQL is tried where its address is in the environment.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const FIRST = '0'.repeat(64);

function openedIn(outcome: Opened): Incident {
  if (!('opened' in outcome)) throw new Error(Object.keys(outcome).join());
  return outcome.opened.incident;
}

const numbersOf = (incidents: Incident[]) =>
  incidents.map(({ number }) => Number(number.slice(4))).sort((a, b) => a - b);

const countingUp = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1);

/** All entries, which have to be chained without a gap. */
async function chainOf(store: IncidentStore, incidentId: string) {
  const all = [];
  let cursor: string | undefined;
  do {
    const page = await timelinePage(store.knex, incidentId, { cursor });
    all.push(...page.entries);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const { head } = await timelinePage(store.knex, incidentId, {});
  let previous = FIRST;
  all.forEach((entry, index) => {
    expect(entry.sequence).toBe(index + 1);
    expect(entry.previousHash).toBe(previous);
    expect(entry.hash).toBe(hashOf(incidentId, entry));
    previous = entry.hash;
  });
  expect(head).toEqual({ sequence: all.length, hash: previous });
  return all;
}

describe.each(databases.eachSupportedId())('on %s', id => {
  async function start(listeners: IncidentListener[] = []) {
    const knex = await databases.init(id);
    return IncidentStore.create({ getClient: async () => knex }, { listeners });
  }

  it('opens one for fifty who ask at once', async () => {
    const store = await start();
    const outcomes = await Promise.all(
      countingUp(50).map(who =>
        store.open(draftOf({ openedBy: `user:default/p${who}` }), OPENED, {
          identity: identityOf(),
        }),
      ),
    );
    const opened = outcomes.filter(outcome => 'opened' in outcome);
    expect(opened).toHaveLength(1);
    const { id: openedId } = openedIn(opened[0]);
    for (const outcome of outcomes) {
      if ('opened' in outcome) continue;
      expect(outcome).toMatchObject({ standing: { id: openedId } });
    }
    expect(await store.openOn('production')).toHaveLength(1);
  });

  it('counts up without gaps or doubles, whoever fails in between', async () => {
    let count = 0;
    const failing: IncidentListener = async () => {
      count += 1;
      if (count % 3 === 0) throw new Error('Not told');
    };
    const store = await start([failing]);
    const outcomes = await Promise.allSettled(
      countingUp(30).map(one =>
        store.open(draftOf({ target: `target-${one}` }), OPENED),
      ),
    );
    const opened = outcomes.flatMap(outcome =>
      outcome.status === 'fulfilled' ? [openedIn(outcome.value)] : [],
    );
    expect(opened).toHaveLength(20);
    expect(numbersOf(opened)).toEqual(countingUp(20));
  });

  it('opens a second one only where that is said, and drills beside all', async () => {
    const store = await start();
    const first = openedIn(await store.open(draftOf(), OPENED));
    const second = openedIn(
      await store.open(draftOf(), OPENED, { separate: true }),
    );
    const drill = openedIn(await store.open(draftOf({ drill: true }), OPENED));
    expect(numbersOf([first, second, drill])).toEqual([1, 2, 3]);
    expect(await store.open(draftOf(), OPENED)).toMatchObject({
      standing: { number: 'INC-1' },
    });
    const other = draftOf({ target: 'staging' });
    expect(openedIn(await store.open(other, OPENED)).number).toBe('INC-4');
  });

  it('is not stopped by a drill', async () => {
    const store = await start();
    await store.open(draftOf({ drill: true }), OPENED);
    expect(openedIn(await store.open(draftOf(), OPENED)).number).toBe('INC-2');
  });

  it('answers the same key of the same person with the same one', async () => {
    const store = await start();
    const identity = identityOf('key');
    const outcomes = await Promise.all(
      countingUp(5).map(() => store.open(draftOf(), OPENED, { identity })),
    );
    expect(outcomes.filter(outcome => 'opened' in outcome)).toHaveLength(1);
    expect(
      outcomes.filter(outcome => 'repeated' in outcome && outcome.sameRequest),
    ).toHaveLength(4);
    expect(
      await store.open(draftOf(), OPENED, {
        identity: identityOf('key', 'other'),
      }),
    ).toMatchObject({ repeated: { number: 'INC-1' }, sameRequest: false });
    const ofJoe = draftOf({ openedBy: JOE, target: 'staging' });
    expect(openedIn(await store.open(ofJoe, OPENED, { identity })).number).toBe(
      'INC-2',
    );
  });

  it('is found by id and by number', async () => {
    const store = await start();
    const incident = openedIn(
      await store.open(draftOf({ summary: 'What we know' }), OPENED),
    );
    expect(await store.find(incident.id)).toEqual(incident);
    expect(await store.find('INC-1')).toEqual(incident);
    expect(await store.find('INC-2')).toBeUndefined();
    expect(incident).toMatchObject({
      ...draftOf(),
      summary: 'What we know',
      status: 'investigating',
      roles: { responders: [] },
      alerts: { firing: 0, truncated: false },
      version: 1,
    });
  });

  it('chains what twenty append at once, without a gap', async () => {
    const store = await start();
    const { id: incidentId } = openedIn(await store.open(draftOf(), OPENED));
    await Promise.all(
      countingUp(20).map(one =>
        store.change(incidentId, () => ({
          entries: [noteOf(`${one}`), noteOf(`${one} too`)],
        })),
      ),
    );
    const all = await chainOf(store, incidentId);
    expect(all).toHaveLength(41);
    expect(new Set(all.map(({ text }) => text)).size).toBe(41);
    expect((await store.find(incidentId))?.version).toBe(1);
  });

  it('keeps texts whatever is in them, and their hashes', async () => {
    const store = await start();
    const { id: incidentId } = openedIn(await store.open(draftOf(), OPENED));
    const texts = ['\ud83d', 'a\0b', '"\\\u2028', '🔥', ' é ', '‮abc'];
    await store.change(incidentId, () => ({
      entries: texts.map(t => noteOf(t)),
    }));
    const all = await chainOf(store, incidentId);
    expect(all.slice(1).map(({ text }) => text)).toEqual([
      '\ufffd',
      ...texts.slice(1),
    ]);
  });

  it('lets each change see the one before it', async () => {
    const store = await start();
    const { id: incidentId } = openedIn(await store.open(draftOf(), OPENED));
    const versions = await Promise.all(
      countingUp(10).map(async one => {
        const { incident, before } = await store.change(
          incidentId,
          present => ({
            fields: { title: `${present.title}.` },
            entries: [noteOf(`${one}`)],
          }),
        );
        expect(incident.version).toBe((before?.version ?? 0) + 1);
        return incident.version;
      }),
    );
    expect(versions.sort((a, b) => a - b)).toEqual(
      countingUp(10).map(one => one + 1),
    );
    expect((await store.find(incidentId))?.title).toMatch(/down\.{10}$/);
  });

  it('writes nothing where a listener throws, or the change does', async () => {
    let isFailing = false;
    const store = await start([
      async () => {
        if (isFailing) throw new Error('Not told');
      },
    ]);
    const { id: incidentId } = openedIn(await store.open(draftOf(), OPENED));
    isFailing = true;
    const change = { fields: { title: 'Other' }, entries: [noteOf('x')] };
    await expect(store.change(incidentId, () => change)).rejects.toThrow(
      'told',
    );
    isFailing = false;
    await expect(
      store.change(incidentId, () => {
        throw new Error('Refused');
      }),
    ).rejects.toThrow('Refused');
    expect((await store.find(incidentId))?.title).toBe(draftOf().title);
    expect(await chainOf(store, incidentId)).toHaveLength(1);
  });

  it('adds a note once for each key', async () => {
    const store = await start();
    const { id: incidentId } = openedIn(await store.open(draftOf(), OPENED));
    const add = (actor: string, key: string, hash?: string) =>
      store.addOnce(incidentId, () => ({ entries: [noteOf('One', actor)] }), {
        actor,
        ...identityOf(key, hash),
      });
    const outcomes = await Promise.all(
      countingUp(5).map(() => add(JANE, 'key')),
    );
    expect(outcomes.filter(outcome => 'added' in outcome)).toHaveLength(1);
    expect(await add(JANE, 'key', 'other')).toMatchObject({
      sameRequest: false,
    });
    await add(JOE, 'key');
    expect(await chainOf(store, incidentId)).toHaveLength(3);
  });

  it('leaves its place to another once it is resolved, and takes it again where it is free', async () => {
    const store = await start();
    const first = openedIn(await store.open(draftOf(), OPENED));
    const setStatus = (one: Incident, status: Incident['status']) =>
      store.change(one.id, () => ({ fields: { status } }));
    await setStatus(first, 'resolved');
    const second = openedIn(await store.open(draftOf(), OPENED));
    await setStatus(first, 'investigating');
    expect(await store.openOn('production')).toHaveLength(2);
    await setStatus(second, 'resolved');
    await setStatus(first, 'resolved');
    await Promise.all([
      setStatus(first, 'investigating'),
      setStatus(second, 'investigating'),
    ]);
    expect(await store.open(draftOf(), OPENED)).toMatchObject({
      standing: { number: 'INC-1' },
    });
    const active = await store.knex('incidents').whereNotNull('active_target');
    expect(active).toHaveLength(1);
  });

  it('lets the database itself have one of its own for each target', async () => {
    const store = await start();
    await store.open(draftOf(), OPENED);
    await store.open(draftOf(), OPENED, { separate: true });
    await expect(
      store
        .knex('incidents')
        .where({ number: 2 })
        .update({ active_target: 'production' }),
    ).rejects.toThrow();
  });

  it('changes two together, whichever way round', async () => {
    const store = await start();
    const a = openedIn(await store.open(draftOf(), OPENED));
    const b = openedIn(await store.open(draftOf(), OPENED, { separate: true }));
    const touch = { entries: [noteOf('both')] };
    await Promise.all(
      countingUp(10).map(one =>
        store.changeBoth(one % 2 ? [a.id, b.id] : [b.id, a.id], () => [
          touch,
          touch,
        ]),
      ),
    );
    expect(await chainOf(store, a.id)).toHaveLength(11);
    expect(await chainOf(store, b.id)).toHaveLength(11);
  });
});
