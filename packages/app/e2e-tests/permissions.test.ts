import { expect, test, type APIRequestContext } from '@playwright/test';
import { play, tokenOf } from './portal';

const API = '/api/ideogram-incident';
const ENTITY = `${API}/entities/component/default/ideogram-integration`;
const PEOPLE = ['viewer', 'responder', 'administrator'] as const;

type Person = (typeof PEOPLE)[number];

const READING = [
  'targets',
  'triage?target=production',
  'health?target=production',
  'metrics?target=production',
  'actions?target=production',
  'operations?target=production',
];

/** What each of the sandbox's people may run. */
const ACTIONS: Record<string, readonly Person[]> = {
  'verify-credential': ['responder', 'administrator'],
  restart: ['responder', 'administrator'],
  'enable-queue': ['responder', 'administrator'],
  'disable-queue': ['responder', 'administrator'],
  'enable-fallback': ['responder', 'administrator'],
  'disable-fallback': ['responder', 'administrator'],
  'scale-out': ['responder', 'administrator'],
  'undo-rollout': ['responder', 'administrator'],
  'rotate-credential': ['administrator'],
};

const headersOf = (request: APIRequestContext, person: Person | 'nobody') =>
  person === 'nobody' ? Promise.resolve({}) : tokenOf(request, person);

/** Sent so that whoever gets past the permission changes nothing: no key is given. */
const askFor = (
  request: APIRequestContext,
  action: string,
  headers: Record<string, string>,
) =>
  request.post(`${ENTITY}/actions/${action}`, {
    headers,
    data: { target: 'production' },
  });

async function expectDenied(response: {
  status(): number;
  text(): Promise<string>;
}) {
  expect(response.status(), await response.text()).toBe(403);
}

/** What is read of no component in particular, or of an incident. */
const readingIncidents = (id: string) => [
  'incidents?status=open',
  `incidents/${id}`,
  `incidents/${id}/timeline`,
  'statistics',
];

/** Sent so that whoever gets past the permission changes nothing that matters. */
const changingIncidents = (id: string): [string, string, object][] => [
  ['patch', `incidents/${id}`, { version: 0, title: 'Not taken' }],
  ['post', `incidents/${id}/acknowledge`, {}],
  ['post', `incidents/${id}/merge`, { into: id }],
  ['post', `incidents/${id}/timeline`, { text: 'Without a key' }],
];

const MAY_CHANGE_INCIDENTS: readonly Person[] = ['responder', 'administrator'];

/** A drill, so that it stands in the way of no other test. */
async function openDrill(request: APIRequestContext, person: Person) {
  return request.post(`${API}/incidents`, {
    headers: {
      ...(await headersOf(request, person)),
      'Idempotency-Key': crypto.randomUUID(),
    },
    data: {
      entityRef: 'component:default/ideogram-integration',
      target: 'production',
      title: 'Who may do what',
      drill: true,
    },
  });
}

const opened = { incident: '' };

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await play(request, 'healthy');
  const answer = await openDrill(request, 'responder');
  expect(answer.status(), await answer.text()).toBe(201);
  opened.incident = (await answer.json()).number;
  await request.dispose();
});

for (const person of PEOPLE) {
  test(`${person} reads everything`, async ({ request }) => {
    const headers = await headersOf(request, person);
    for (const route of READING) {
      const response = await request.get(`${ENTITY}/${route}`, { headers });
      expect(response.status(), route).toBe(200);
    }
  });

  test(`${person} reads incidents`, async ({ request }) => {
    const headers = await headersOf(request, person);
    for (const route of readingIncidents(opened.incident)) {
      const response = await request.get(`${API}/${route}`, { headers });
      expect(response.status(), route).toBe(200);
    }
  });

  test(`${person} opens and changes incidents as the role says`, async ({
    request,
  }) => {
    const headers = await headersOf(request, person);
    const mayChange = MAY_CHANGE_INCIDENTS.includes(person);
    const drill = await openDrill(request, person);
    expect(drill.status(), await drill.text()).toBe(mayChange ? 201 : 403);
    for (const [method, route, data] of changingIncidents(opened.incident)) {
      const response = await request.fetch(`${API}/${route}`, {
        method,
        headers,
        data,
      });
      if (mayChange) {
        // The permission is there; what is sent is stale, or not whole.
        expect([200, 400, 409], route).toContain(response.status());
      } else {
        await expectDenied(response);
      }
    }
  });

  test(`${person} runs what the role is for, and nothing else`, async ({
    request,
  }) => {
    const headers = await headersOf(request, person);
    for (const [action, allowed] of Object.entries(ACTIONS)) {
      const response = await askFor(request, action, headers);
      if (allowed.includes(person)) {
        // The permission is there; what is missing is the key or a parameter.
        expect(response.status(), action).toBe(400);
      } else {
        await expectDenied(response);
      }
    }
  });
}

test('alerts come from services only, and who may read those of no target is the administrator', async ({
  request,
}) => {
  for (const person of PEOPLE) {
    const headers = await headersOf(request, person);
    const unmatched = await request.get(`${API}/alerts/unmatched`, { headers });
    const status = person === 'administrator' ? 200 : 403;
    expect(unmatched.status(), person).toBe(status);
    await expectDenied(
      await request.post(`${API}/alerts`, { headers, data: { alerts: [] } }),
    );
  }
  expect((await request.get(`${API}/alerts/unmatched`)).status()).toBe(401);
  const sent = await request.post(`${API}/alerts`, { data: { alerts: [] } });
  expect(sent.status()).toBe(401);
});

test('nobody gets in, but to the contract', async ({ request }) => {
  for (const route of READING) {
    const response = await request.get(`${ENTITY}/${route}`);
    expect(response.status(), route).toBe(401);
  }
  for (const action of Object.keys(ACTIONS)) {
    expect((await askFor(request, action, {})).status(), action).toBe(401);
  }
  for (const route of readingIncidents(opened.incident)) {
    expect((await request.get(`${API}/${route}`)).status(), route).toBe(401);
  }
  const noDrill = await request.post(`${API}/incidents`, { data: {} });
  expect(noDrill.status()).toBe(401);
  for (const [method, route, data] of changingIncidents(opened.incident)) {
    const response = await request.fetch(`${API}/${route}`, { method, data });
    expect(response.status(), route).toBe(401);
  }
  const unknown = `${API}/operations/11111111-1111-4111-8111-111111111111`;
  expect((await request.get(unknown)).status()).toBe(401);
  for (const decision of ['approve', 'reject', 'withdraw']) {
    const response = await request.post(`${unknown}/${decision}`, {
      data: { reason: 'Why not' },
    });
    expect(response.status(), decision).toBe(401);
  }
  expect((await request.get(`${API}/openapi.json`)).status()).toBe(200);
});

test('an operation that waits takes the word of a second person who may', async ({
  request,
}) => {
  const headers = {
    viewer: await tokenOf(request, 'viewer'),
    responder: await tokenOf(request, 'responder'),
    administrator: await tokenOf(request, 'administrator'),
  };
  const asked = await request.post(`${ENTITY}/actions/scale-out`, {
    headers: {
      ...headers.responder,
      'Idempotency-Key': crypto.randomUUID(),
    },
    data: { target: 'production', reason: 'A campaign starts' },
  });
  expect(asked.status(), await asked.text()).toBe(202);
  const operation = await asked.json();
  expect(operation.status).toBe('awaiting-approval');

  const address = `${API}/operations/${operation.id}`;
  const decide = (decision: string, person: Person) =>
    request.post(`${address}/${decision}`, {
      headers: headers[person],
      data: { reason: 'Not needed' },
    });
  for (const decision of ['approve', 'reject']) {
    await expectDenied(await decide(decision, 'viewer'));
    await expectDenied(await decide(decision, 'responder'));
  }
  for (const person of ['viewer', 'administrator'] as const) {
    await expectDenied(await decide('withdraw', person));
  }
  const rejected = await decide('reject', 'administrator');
  expect(rejected.status(), await rejected.text()).toBe(200);
  const seen = await request.get(address, { headers: headers.viewer });
  expect(await seen.json()).toMatchObject({
    status: 'rejected',
    approval: { decidedBy: 'user:default/administrator' },
  });
});
