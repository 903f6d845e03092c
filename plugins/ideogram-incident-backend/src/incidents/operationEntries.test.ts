import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Incident,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { AT, draftOf, JANE, OPENED } from './__testUtils__/drafts';
import { createOperationEntries } from './operationEntries';
import { IncidentStore, type NewIncident } from './store';
import { timelinePage } from './timeline/timelinePage';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const operationOf = (change: Partial<Operation> = {}): Operation => ({
  id: '0d7b3c5e-9f6f-4bb5-8a55-0c5c2a4f2d11',
  entityRef: 'component:default/checkout',
  target: 'production',
  action: 'restart',
  title: 'Restart the integration',
  actor: JANE,
  reason: 'It hangs',
  status: 'pending',
  createdAt: AT,
  steps: [],
  ...change,
});

describe.each(databases.eachSupportedId())('on %s', id => {
  async function start() {
    const knex = await databases.init(id);
    const store = await IncidentStore.create({ getClient: async () => knex });
    const listener = createOperationEntries(store);
    return {
      knex,
      store,
      tell: (type: 'began' | 'waiting' | 'ended', operation: Operation) =>
        knex.transaction(trx => listener({ type, operation }, trx)),
      listener,
      async open(change: Partial<NewIncident> = {}): Promise<Incident> {
        const opened = await store.open(draftOf(change), OPENED, {
          separate: true,
        });
        if (!('opened' in opened)) throw new Error('Not opened');
        return opened.opened.incident;
      },
      async entriesOf({ id: incidentId }: Incident) {
        const { entries } = await timelinePage(knex, incidentId, {});
        return entries.slice(1);
      },
    };
  }

  it('tells those of the target that are open, and acknowledges them', async () => {
    const { open, tell, entriesOf, store } = await start();
    const one = await open();
    const other = await open();
    const staging = await open({ target: 'staging' });
    const drill = await open({ drill: true });
    await tell('began', operationOf());
    await tell(
      'ended',
      operationOf({
        status: 'succeeded',
        outcome: 'verified',
        summary: 'Well',
      }),
    );
    for (const incident of [one, other]) {
      expect(await entriesOf(incident)).toMatchObject([
        {
          type: 'operation-started',
          actor: JANE,
          data: { action: 'restart', reason: 'It hangs', status: 'pending' },
        },
        { type: 'acknowledged', actor: JANE, data: { how: 'operation' } },
        {
          type: 'operation-ended',
          actor: 'rule',
          data: { status: 'succeeded', outcome: 'verified', summary: 'Well' },
        },
      ]);
    }
    expect(await entriesOf(staging)).toEqual([]);
    expect(await entriesOf(drill)).toEqual([]);
    expect((await store.find(one.id))?.version).toBe(1);
  });

  it('tells the one from which it was run, a drill too, and once', async () => {
    const { open, tell, entriesOf } = await start();
    const drill = await open({ drill: true });
    const real = await open();
    await tell('waiting', operationOf({ incidentId: drill.id }));
    await tell('began', operationOf({ incidentId: real.id }));
    const typesOf = async (incident: Incident) =>
      (await entriesOf(incident)).map(({ type }) => type);
    expect(await typesOf(drill)).toEqual(['operation-started', 'acknowledged']);
    expect(await typesOf(real)).toEqual([
      'operation-started',
      'acknowledged',
      'operation-started',
    ]);
  });

  it('tells its end also where the incident was resolved meanwhile', async () => {
    const { open, tell, entriesOf, store } = await start();
    const during = await open();
    const before = await open();
    const resolve = (incident: Incident, resolvedAt: string) =>
      store.change(incident.id, () => ({
        fields: { status: 'resolved', resolvedAt },
      }));
    await resolve(during, '2026-11-30T10:01:00.000Z');
    await resolve(before, '2026-11-30T09:59:00.000Z');
    await tell('ended', operationOf({ status: 'failed' }));
    expect(await entriesOf(during)).toHaveLength(1);
    expect(await entriesOf(before)).toEqual([]);
  });

  it('leaves nothing of it where the operation is not written', async () => {
    const { open, entriesOf, knex, listener } = await start();
    const incident = await open();
    const lost = knex.transaction(async trx => {
      await listener({ type: 'began', operation: operationOf() }, trx);
      throw new Error('Not written');
    });
    await expect(lost).rejects.toThrow('Not written');
    expect(await entriesOf(incident)).toEqual([]);
  });

  it('stands in no editor’s way, and no editor in its', async () => {
    const { open, tell, store, entriesOf } = await start();
    const incident = await open();
    await Promise.all(
      Array.from({ length: 10 }, (_, one) =>
        one % 2
          ? tell('began', operationOf())
          : store.change(incident.id, ({ version }) => ({
              fields: { title: `${version}` },
            })),
      ),
    );
    expect(await entriesOf(incident)).toHaveLength(6);
    expect((await store.find(incident.id))?.version).toBe(6);
  });
});
