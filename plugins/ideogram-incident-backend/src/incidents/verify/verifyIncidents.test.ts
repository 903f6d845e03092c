import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { canonicalJson } from '../../jobs';
import { draftOf, noteOf, OPENED } from '../__testUtils__/drafts';
import { IncidentStore } from '../store';
import { hashOf } from '../timeline/chain';
import { verifyAll, verifyIncident } from './verifyIncidents';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const ENTRIES = 'timeline_entries';

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;
  let incidentId: string;

  /** Three incidents; the second has five entries. */
  beforeEach(async () => {
    knex = await databases.init(id);
    const store = await IncidentStore.create({ getClient: async () => knex });
    for (const target of ['a', 'production', 'c']) {
      const opened = await store.open(draftOf({ target }), OPENED);
      if (!('opened' in opened)) throw new Error('Not opened');
      if (target === 'production') incidentId = opened.opened.incident.id;
    }
    for (const text of ['2', '3', '4', '5']) {
      await store.change(incidentId, () => ({ entries: [noteOf(text)] }));
    }
  });

  const entry = (sequence: number) =>
    knex(ENTRIES).where({ incident_id: incidentId, sequence });

  /** As somebody would who can compute hashes too. */
  async function rewrite(sequence: number, change: object) {
    const row = await entry(sequence).first();
    const changed = { ...JSON.parse(row.entry), ...change };
    await entry(sequence).update({
      entry: canonicalJson(changed),
      hash: hashOf(incidentId, changed),
    });
  }

  async function all() {
    const found = [];
    for await (const verified of verifyAll(knex)) found.push(verified);
    return found;
  }

  it('finds nothing where nothing was touched', async () => {
    expect(await all()).toEqual([
      { number: 'INC-1', entries: 1 },
      { number: 'INC-2', entries: 5 },
      { number: 'INC-3', entries: 1 },
    ]);
    expect(await verifyIncident(knex, incidentId)).toEqual({
      number: 'INC-2',
      entries: 5,
    });
  });

  it.each<[string, string, () => Promise<unknown>]>([
    [
      'a text that was changed',
      'entry 3 was changed',
      async () => {
        const { entry: text } = await entry(3).first();
        await entry(3).update({ entry: text.replace('"3"', '"4"') });
      },
    ],
    [
      'what is no JSON any more',
      'entry 3 was changed',
      () => entry(3).update({ entry: '{' }),
    ],
    [
      'a hash that was changed',
      'entry 4 was changed',
      () => entry(4).update({ hash: 'f'.repeat(64) }),
    ],
    [
      'an entry with another id',
      'entry 2 was changed',
      () => entry(2).update({ id: 'other' }),
    ],
    [
      'a text that was changed together with its hash',
      'entry 4 does not follow from entry 3, which was changed together with its hash',
      () => rewrite(3, { text: 'Other' }),
    ],
    [
      'a last one that was changed together with its hash',
      'entry 5, the last, was changed together with its hash',
      () => rewrite(5, { text: 'Other' }),
    ],
    [
      'a back-dated moment',
      'entry 2 was changed',
      async () => {
        const row = await entry(2).first();
        const changed = JSON.parse(row.entry);
        changed.occurredAt = '2020-01-01T00:00:00.000Z';
        await entry(2).update({ entry: canonicalJson(changed) });
      },
    ],
    ['one that was deleted', 'entry 3 is missing', () => entry(3).delete()],
    [
      'a first one that was deleted',
      'entry 1 is missing',
      () => entry(1).delete(),
    ],
    [
      'one that was deleted, and the others counted anew',
      'entry 3 was changed',
      async () => {
        await entry(3).delete();
        await entry(4).update({ sequence: 3 });
        await entry(5).update({ sequence: 4 });
      },
    ],
    [
      'the last ones cut off',
      'cut off: entries 4 to 5 are missing at the end',
      () =>
        knex(ENTRIES)
          .where({ incident_id: incidentId })
          .where('sequence', '>', 3)
          .delete(),
    ],
    [
      'all of them cut off',
      'cut off: entries 1 to 5 are missing at the end',
      () => knex(ENTRIES).where({ incident_id: incidentId }).delete(),
    ],
    [
      'a head that was set back',
      'entry 5 is none that the incident knows of',
      async () => {
        const row = await entry(4).first();
        await knex('incidents')
          .where({ id: incidentId })
          .update({ head_sequence: 4, head_hash: row.hash });
      },
    ],
    [
      'the entry of another one',
      'entry 1 was changed',
      async () => {
        const other = await knex('incidents').where({ number: 1 }).first();
        const row = await knex(ENTRIES)
          .where({ incident_id: other.id })
          .first();
        await knex(ENTRIES).where({ incident_id: other.id }).delete();
        await entry(1).update({ ...row, incident_id: incidentId });
      },
    ],
    [
      'a whole one deleted',
      'the whole incident is missing',
      async () => {
        await knex(ENTRIES).where({ incident_id: incidentId }).delete();
        await knex('incidents').where({ id: incidentId }).delete();
      },
    ],
  ])('names %s', async (_, flaw, tamper) => {
    await tamper();
    expect(await verifyIncident(knex, 'INC-2')).toMatchObject({ flaw });
    const [, second] = await all();
    expect(second).toMatchObject({ number: 'INC-2', flaw });
  });

  it('says of what never was that there is none', async () => {
    await expect(verifyIncident(knex, 'INC-4')).rejects.toThrow(
      'There is no incident INC-4',
    );
  });
});
