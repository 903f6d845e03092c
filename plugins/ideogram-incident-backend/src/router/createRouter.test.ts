import { mockCredentials } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { servers, startRouter } from './__testUtils__/startRouter';

const COMPONENT = '/entities/component/default/checkout';

const noTargets = { targets: [], undefinedTargets: [] };

it('hands an allowed request to its handler, on record', async () => {
  const handled = jest.fn(async () => ({ body: noTargets }));
  const { get, auditor, settled, permissions } = await startRouter({
    targets: handled,
  });

  const response = await get('/entities/Component/default/Checkout/targets');

  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toContain('no-store');
  expect(await response.json()).toEqual(noTargets);
  expect(handled).toHaveBeenCalledWith(
    expect.objectContaining({
      entityRef: 'component:default/checkout',
      credentials: mockCredentials.user(),
    }),
  );
  expect(permissions.authorize).toHaveBeenCalledWith(
    [
      {
        permission: expect.objectContaining({ name: 'ideogram-incident.read' }),
        resourceRef: 'component:default/checkout',
      },
    ],
    { credentials: mockCredentials.user() },
  );
  expect(auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'targets-read',
      severityLevel: 'low',
      meta: { entityRef: 'component:default/checkout' },
    }),
  );
  expect(settled).toEqual(['success']);
});

it('lets services in', async () => {
  const { get } = await startRouter({
    targets: async () => ({ body: noTargets }),
  });
  const response = await get(`${COMPONENT}/targets`, {
    headers: { authorization: mockCredentials.service.header() },
  });
  expect(response.status).toBe(200);
});

it('answers 401 without credentials', async () => {
  const { get } = await startRouter({});
  const response = await get(`${COMPONENT}/targets`, {
    headers: { authorization: mockCredentials.none.header() },
  });
  expect(response.status).toBe(401);
});

it.each(['DENY', 'CONDITIONAL', 'allow', ''])(
  'refuses on the decision "%s", on record',
  async result => {
    const { get, auditor, settled } = await startRouter({}, { result });

    const response = await get(`${COMPONENT}/triage?target=production`);

    const message =
      'Permission missing: ask the administrator of the portal for ideogram-incident.read on component:default/checkout';
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { name: 'NotAllowedError', message },
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'triage-read',
        meta: { entityRef: 'component:default/checkout', target: 'production' },
      }),
    );
    expect(settled).toEqual([message]);
  },
);

it('answers 503 where the policy can not be asked', async () => {
  const { get, settled } = await startRouter({}, { permissionsFail: true });
  const response = await get(`${COMPONENT}/targets`);
  expect(response.status).toBe(503);
  const body = await response.text();
  expect(body).toContain(
    "The portal's permission service is unavailable: try again in a minute",
  );
  expect(body).not.toContain('10.0.0.7');
  expect(settled).toHaveLength(1);
});

it.each([
  ['/entities/component/default/%2e%2e%2fsecret/targets', 'name'],
  ['/entities/component/default/a%2Fb/targets', 'name'],
  ['/entities/component/a:b/name/targets', 'namespace'],
  ['/entities/component/default/a%00b/targets', 'name'],
  ['/entities/component/default/checkout./targets', 'name'],
  [`/entities/${'kind'.repeat(16)}/default/name/targets`, 'kind'],
  [`${COMPONENT}/triage?target=a&target=b`, 'target'],
  [`${COMPONENT}/triage?target[$ne]=a`, 'target'],
  [`${COMPONENT}/triage?target=`, 'target'],
  [`${COMPONENT}/triage?target=${'target'.repeat(43)}`, 'target'],
  [`${COMPONENT}/health?target[]=a`, 'target'],
  [`${COMPONENT}/metrics?since=2h`, 'since'],
  [`${COMPONENT}/metrics?since=P400D`, 'since'],
  [`${COMPONENT}/metrics?since=PT2H&since=PT3H`, 'since'],
  [`${COMPONENT}/metrics?since=PT2H%22%7D%5B5m%5D`, 'since'],
])('answers 400 to %s, on record, and names the field', async (path, field) => {
  const { get, settled } = await startRouter({});
  const response = await get(path);
  expect(response.status).toBe(400);
  const { error } = await response.json();
  expect(error).toMatchObject({ name: 'InputError' });
  expect(error.message).toMatch(new RegExp(`^${field}: `));
  expect(settled).toEqual([error.message]);
});

it.each([
  ['a prototype', '__proto__[polluted]=1'],
  ['a constructor', 'constructor[prototype][polluted]=1'],
  ['names of methods', 'toString=1&hasOwnProperty=2'],
  ['deep nesting', `${'a[b]'.repeat(500)}=1`],
])('is not moved by a query with %s', async (_what, query) => {
  const { get } = await startRouter({
    targets: async () => ({ body: noTargets }),
  });
  const response = await get(`${COMPONENT}/targets?${query}`);
  expect(response.status).toBe(200);
  expect({}).not.toHaveProperty('polluted');
});

it.each([
  [`${COMPONENT}/nothing`, 'GET'],
  [`${COMPONENT}/targets`, 'POST'],
])(
  'says in the form of all errors that there is no %s by %s',
  async (path, method) => {
    const { get } = await startRouter({});
    const response = await get(path, { method });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({
      name: 'NotFoundError',
      message: `There is no ${method} route at this address`,
    });
  },
);

it('shows errors that were thrown for the caller, secrets masked', async () => {
  const { get } = await startRouter({
    targets: async () => {
      throw new NotFoundError('No such thing, Authorization: Bearer abc123def');
    },
  });
  const response = await get(`${COMPONENT}/targets`);
  expect(response.status).toBe(404);
  const text = await response.text();
  expect(text).toContain('No such thing');
  expect(text).not.toContain('abc123def');
});

it('shows no other error, and logs it under a reference', async () => {
  const { get, logger, settled } = await startRouter({
    targets: async () => {
      throw new Error('connect postgres://portal:hunter2@db.internal/portal');
    },
  });
  const response = await get(`${COMPONENT}/targets`);
  expect(response.status).toBe(500);
  const { error } = await response.json();
  expect(error.name).toBe('InternalError');
  expect(JSON.stringify([error, settled])).not.toMatch(/hunter2|db\.internal/);
  const reference = error.message.split(' ').at(-1);
  const logged = logger.error.mock.calls.map(([message]) => message);
  expect(logged).toContainEqual(expect.stringContaining(reference));
  expect(JSON.stringify(logged)).not.toContain('hunter2');
});

it('answers in plain text, with the status of the handler', async () => {
  const { get } = await startRouter({
    health: async () => ({ status: 503, body: 'UNHEALTHY' }),
  });
  const response = await get(`${COMPONENT}/health`);
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toBe('UNHEALTHY');
});

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/json, text/event-stream;q=0.5', 'application/json'],
  ['text/event-stream', 'text/event-stream'],
  ['image/png', 'application/json'],
])('Accept: %s asks for %s', async (accept, expected) => {
  const asked: string[] = [];
  const { get } = await startRouter({
    triage: async ({ mediaType }) => {
      asked.push(mediaType);
      throw new NotFoundError('enough');
    },
  });
  await get(`${COMPONENT}/triage`, { headers: accept ? { accept } : {} });
  expect(asked).toEqual([expected]);
});

describe('an event stream', () => {
  const accept = { headers: { accept: 'text/event-stream' } };

  it('opens before its first event, and brings each at once', async () => {
    const proceed: (() => void)[] = [];
    const step = () => new Promise<void>(resolve => proceed.push(resolve));
    const { get, settled } = await startRouter({
      triage: async () => ({
        events: async send => {
          await step();
          send('reading', { probe: 'status-page' });
          await step();
          send('triage', { target: 'production' });
        },
      }),
    });

    const response = await get(`${COMPONENT}/triage`, accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const reader = response
      .body!.pipeThrough(new TextDecoderStream())
      .getReader();

    proceed.shift()!();
    expect((await reader.read()).value).toBe(
      'event: reading\ndata: {"probe":"status-page"}\n\n',
    );
    proceed.shift()!();
    expect((await reader.read()).value).toBe(
      'event: triage\ndata: {"target":"production"}\n\n',
    );
    expect((await reader.read()).done).toBe(true);
    expect(settled).toEqual(['success']);
  });

  it('ends with an error where its handler fails', async () => {
    const { get, settled } = await startRouter({
      triage: async () => ({
        events: async send => {
          send('reading', { probe: 'latency' });
          throw new Error('at db.internal');
        },
      }),
    });
    const response = await get(`${COMPONENT}/triage`, accept);
    const events = (await response.text()).trimEnd().split('\n\n');
    expect(events).toHaveLength(2);
    expect(events[1]).toMatch(/^event: error\n/);
    expect(JSON.parse(events[1].split('\ndata: ')[1])).toMatchObject({
      error: { name: 'InternalError' },
      response: { statusCode: 500 },
    });
    expect(events[1]).not.toContain('db.internal');
    expect(settled).toHaveLength(1);
    expect(settled[0]).toMatch(/^Unexpected error/);
  });

  it('writes nothing more once the caller has left', async () => {
    let left: () => void;
    const hasLeft = new Promise<void>(resolve => {
      left = resolve;
    });
    let finished: () => void;
    const hasFinished = new Promise<void>(resolve => {
      finished = resolve;
    });
    const { get, logger } = await startRouter({
      triage: async () => ({
        events: async send => {
          send('reading', { probe: 'latency' });
          await hasLeft;
          send('reading', { probe: 'workload' });
          send('triage', {});
          finished();
        },
      }),
    });
    const closed = new Promise(resolve =>
      servers[0].once('connection', socket => socket.once('close', resolve)),
    );
    const leaving = new AbortController();
    const response = await get(`${COMPONENT}/triage`, {
      ...accept,
      signal: leaving.signal,
    });
    await response.body!.getReader().read();
    leaving.abort();
    await closed;
    left!();
    await hasFinished;
    expect(logger.error).not.toHaveBeenCalled();
  });
});

it('serves the contract to anybody', async () => {
  const { get } = await startRouter({
    openapi: async () => ({ body: { openapi: '3.1.0' } }),
  });
  const response = await get('/openapi.json', {
    headers: { authorization: mockCredentials.none.header() },
  });
  expect(await response.json()).toEqual({ openapi: '3.1.0' });
});
