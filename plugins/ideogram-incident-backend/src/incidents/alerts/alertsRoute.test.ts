import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { startPortal } from '../../__testUtils__/portal';
import { startWorld, type World } from '../../__testUtils__/world';
import { closeUpstreams } from '../../triage/probes/__testUtils__/upstream';
import { alertOf, webhookOf } from './__testUtils__/webhook';

const tokenOf = (subject: string, restriction?: object) => ({
  type: 'static',
  options: { token: `${subject}-0123456789`, subject },
  ...(restriction && {
    accessRestrictions: [{ plugin: 'ideogram-incident', ...restriction }],
  }),
});

const EXTERNAL_ACCESS = [
  tokenOf('alertmanager', { permission: 'ideogram-incident.alerts.write' }),
  tokenOf('other', { permission: 'ideogram-incident.read' }),
  tokenOf('reader', { permissionAttribute: { action: 'read' } }),
  {
    ...tokenOf('stranger'),
    accessRestrictions: [{ plugin: 'catalog' }],
  },
];

let portal: Awaited<ReturnType<typeof startPortal>>;
let world: World;

// What answers a token is the portal's own, not a stand-in for it.
async function start(incidents?: object | false) {
  world = await startWorld();
  portal = await startPortal({
    ideogramIncident: { ...world.ideogramIncident, incidents },
    config: {
      permission: { enabled: true },
      backend: { auth: { externalAccess: EXTERNAL_ACCESS } },
    },
    ownAccess: true,
    features: [
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
    ],
  });
}

afterEach(async () => {
  await portal.stop();
  await world.apiServer.close();
  await closeUpstreams();
});

const deliver = (body: string | object, subject = 'alertmanager') =>
  portal.raw('/alerts', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(subject && { authorization: `Bearer ${subject}-0123456789` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const BURN = webhookOf([alertOf('Burn')]);

it('takes alerts with a token for that, and audits no label', async () => {
  await start();
  const response = await deliver(BURN);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    received: 1,
    repeated: 0,
    unmatched: 0,
    rejected: [],
  });
  expect(portal.trail).toContainEqual(['alerts-receive', 'success']);
  expect(portal.metaOf('alerts-receive')).toEqual([{}]);
});

it.each([
  ['of another permission', 'other', 403],
  ['for reading only', 'reader', 403],
  ['of another plugin', 'stranger', 403],
  ['that nobody gave', 'unknown', 401],
  ['that is missing', '', 401],
])('refuses a token %s', async (_, subject, status) => {
  await start();
  expect((await deliver(BURN, subject)).status).toBe(status);
});

it.each([
  ['no JSON', '{', 400],
  ['no object', '[]', 400],
  ['no list of alerts', '{}', 400],
  ['another version', { version: '3', alerts: [] }, 400],
  ['only bad alerts', webhookOf([null, 1]), 400],
  ['nothing', webhookOf([]), 200],
  ['4 MiB', webhookOf([alertOf('Burn'), 'x'.repeat(4_190_000)]), 200],
  ['more', webhookOf([alertOf('Burn'), 'x'.repeat(4 * 1024 * 1024)]), 413],
])('answers a body with %s', async (_, body, status) => {
  await start();
  expect((await deliver(body)).status).toBe(status);
});

it('says that no incidents are kept', async () => {
  await start(false);
  const response = await deliver(BURN);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('keeps no incidents');
});
