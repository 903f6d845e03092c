import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import { startPortal } from './__testUtils__/portal';
import { startWorld } from './__testUtils__/world';
import { isDatabaseAway } from './errors/databaseAway';
import { closeUpstreams } from './triage/probes/__testUtils__/upstream';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const PARAMS: Record<string, string> = {
  kind: 'component',
  namespace: 'default',
  name: 'checkout',
  action: 'restart',
  id: '0b5f4a52-6a3c-4f0f-9d5c-2f3d5c1f9a11',
};
const BODIES: Record<string, object> = {
  runAction: { reason: 'because' },
  rejectOperation: { reason: 'because' },
  openIncident: { entityRef: 'component:default/checkout' },
  addNote: { text: 'A note' },
  changeIncident: { version: 1 },
  mergeIncident: { into: 'INC-2' },
  receiveAlerts: { version: '4', alerts: [] },
};
const AWAY = "The portal's database is unavailable: try again in a minute";
/** What is told without it, for nobody may wait for it in an outage. */
const WITHOUT_DATABASE = new Set([
  'targets',
  'triage',
  'health',
  'metrics',
  'openapi',
]);

it('is 503 on every route that needs it, and nothing else is amiss', async () => {
  const world = await startWorld();
  const knex = await databases.init('SQLITE_3');
  const { ideogramIncident } = world;
  const portal = await startPortal({ ideogramIncident, knex });
  const answers: Record<string, [status: number, isAway: boolean]> = {};
  try {
    await knex.destroy();

    for (const [id, route] of Object.entries(routes) as [string, Route][]) {
      const path = route.path.replace(/:(\w+)/g, (_, name) => PARAMS[name]);
      const response = await (route.method === 'get'
        ? portal.get(path)
        : portal.send(route.method, path, BODIES[id] ?? {}, {
            key: 'a-key-of-one',
            ...(route.callers === 'services' && {
              authorization: mockCredentials.service.header(),
            }),
          }));
      const text = await response.text();
      answers[id] = [response.status, text.includes(AWAY)];
    }
    const expected = Object.keys(routes).map(id => [
      id,
      WITHOUT_DATABASE.has(id) ? [200, false] : [503, true],
    ]);
    expect(answers).toEqual(Object.fromEntries(expected));
  } finally {
    await portal.stop().catch(() => {});
    await world.apiServer.close();
    await closeUpstreams();
  }
});

it.each<[object, boolean]>([
  [{ code: 'ECONNREFUSED' }, true],
  [{ code: '57P01' }, true],
  [{ code: '08006' }, true],
  [{ code: '53300' }, true],
  [{ code: 'SQLITE_CANTOPEN' }, true],
  [{ name: 'KnexTimeoutError' }, true],
  [{ message: 'Unable to acquire a connection' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ code: '23505' }, false],
  [{ code: '42P01' }, false],
  [{ code: 'SQLITE_CONSTRAINT' }, false],
  [{ code: 28 }, false],
  [{ message: 'odd' }, false],
])('an error with %j says that the database is away: %s', (more, isAway) => {
  expect(isDatabaseAway(Object.assign(new Error('x'), more))).toBe(isAway);
});
