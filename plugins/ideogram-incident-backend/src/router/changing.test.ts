import { mockCredentials } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { OPERATION, startRouter } from './__testUtils__/startRouter';
import { RefusedError, StaleError } from '../errors';

const COMPONENT = '/entities/component/default/checkout';
const RUN = `${COMPONENT}/actions/rotate-credential`;
const KEY = 'a-key-that-nobody-may-see';
const wish = {
  target: 'production',
  parameters: { apiKey: KEY },
  reason: 'Revoked at 14:58',
};
const operation = {
  ...OPERATION,
  target: 'production',
  title: 'Rotate credential',
  actor: 'user:default/mock',
  status: 'pending' as const,
  createdAt: '2026-11-25T12:00:00.000Z',
  steps: [],
};

it('asks for the permission of the very action, and answers 202', async () => {
  const runAction = jest.fn(async () => ({ accepted: operation }));
  const { post, permissions, settled } = await startRouter({ runAction });
  const response = await post(RUN, wish, {
    headers: { 'idempotency-key': 'once' },
  });
  expect(response.status).toBe(202);
  expect(await response.json()).toEqual(operation);
  expect(permissions.authorize).toHaveBeenCalledWith(
    expect.arrayContaining([
      {
        permission: expect.objectContaining({
          name: 'ideogram-incident.remediate.rotate-credential',
        }),
        resourceRef: 'component:default/checkout',
      },
    ]),
    { credentials: mockCredentials.user() },
  );
  expect(runAction).toHaveBeenCalledWith(
    expect.objectContaining({ body: wish, idempotencyKey: 'once' }),
  );
  expect(settled).toEqual(['success']);
});

it('asks the policy for each change anew', async () => {
  const runAction = async () => ({ accepted: operation });
  const { post, permissions } = await startRouter({ runAction });
  await post(RUN, wish);
  permissions.authorize.mockResolvedValue([{ result: 'DENY' }]);
  expect((await post(RUN, wish)).status).toBe(403);
});

it('puts on record who wanted what and why, and never the key', async () => {
  const { post, auditor } = await startRouter({}, { result: 'DENY' });
  expect((await post(RUN, wish)).status).toBe(403);
  expect(auditor.createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'action-run',
      severityLevel: 'medium',
      meta: {
        entityRef: 'component:default/checkout',
        action: 'rotate-credential',
        target: 'production',
        reason: 'Revoked at 14:58',
      },
    }),
  );
  const meta = auditor.createEvent.mock.calls.map(([event]) => event.meta);
  expect(JSON.stringify(meta)).not.toContain(KEY);
});

it('keeps no part of a key in the audit log, wherever in a reason it stands', async () => {
  const { post, auditor } = await startRouter({}, { result: 'DENY' });
  await post(RUN, { ...wish, reason: `${'x'.repeat(990)} ${KEY}` });
  const [[{ meta }]] = auditor.createEvent.mock.calls;
  expect(meta?.reason).toMatch(/^x{990} /);
  expect(JSON.stringify(meta)).not.toContain(KEY.slice(0, 6));
});

it('keeps no key in the audit log that a target has or that looks like one', async () => {
  const options = { result: 'DENY', knownKeys: ['hunter-of-production'] };
  const { post, auditor } = await startRouter({}, options);
  const reason =
    'It is hunter-of-production, and cb5zeOG1lbTsqRLnj7mDWtpFz8Yi2xQk \u202edoog';
  await post(RUN, { ...wish, reason });
  const [[{ meta }]] = auditor.createEvent.mock.calls;
  expect(meta?.reason).toBe('It is [masked], and [masked] doog');
});

it('lets no service change anything', async () => {
  const { post, settled } = await startRouter({});
  const response = await post(RUN, wish, {
    headers: { authorization: mockCredentials.service.header() },
  });
  expect(response.status).toBe(403);
  expect(settled).toEqual(['Only a person who has signed in may do this']);
});

it.each<[string, string, string, number?]>([
  [
    'a body that is no JSON',
    `{"parameters": {"apiKey": "${KEY}"`,
    'not valid JSON',
  ],
  ['no body', '', 'not valid JSON'],
  [
    'a megabyte',
    JSON.stringify({ reason: 'x'.repeat(1024 * 1024) }),
    'longer than 64 KiB',
    413,
  ],
  ['a list', '[]', 'body: must be an object'],
  [
    'a key that is not known',
    '{"dryrun": true}',
    'dryrun: is not a known field',
  ],
  [
    'keys that are called like secrets',
    '{"MY_SECRET": "a-key", "password": "a-key", "dryrun": true}',
    'MY_SECRET: is not a known field; password: is not a known field; dryrun: is not a known field',
  ],
  ['a flag in words', '{"dryRun": "yes"}', 'dryRun'],
  ['an empty reason', '{"reason": "  "}', 'reason'],
])('refuses %s, and quotes no value', async (_, body, words, status = 400) => {
  const { post, settled } = await startRouter({});
  const response = await post(RUN, body);
  expect(response.status).toBe(status);
  const text = await response.text();
  expect(text).toContain(words);
  expect(text).not.toContain('a-key');
  expect(settled.join()).not.toContain('a-key');
});

it('answers 400 to another content type', async () => {
  const { post } = await startRouter({});
  const response = await post(RUN, `apiKey=${KEY}`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toContain(KEY);
});

it.each(['', 'x'.repeat(201), 'with space'])(
  'answers 400 to the idempotency key "%s"',
  async key => {
    const { post } = await startRouter({});
    const response = await post(RUN, wish, {
      headers: { 'idempotency-key': key },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Idempotency-Key');
  },
);

it.each(['Rotate', 'a..b', 'a%2Fb', 'x'.repeat(101)])(
  'answers 400 to the action %s',
  async action => {
    const { post } = await startRouter({});
    const response = await post(`${COMPONENT}/actions/${action}`, {});
    expect(response.status).toBe(400);
  },
);

it('tells a person what stands in the way', async () => {
  const problem = {
    issue: 'Nothing was changed.',
    cause: 'Permission denied.',
    solution: 'Escalate to Platform on-call.',
  };
  const { post, logger } = await startRouter({
    runAction: async () => {
      throw new RefusedError(problem);
    },
  });
  const response = await post(RUN, wish);
  expect(response.status).toBe(422);
  expect((await response.json()).error).toMatchObject({ problem });
  expect(logger.error).not.toHaveBeenCalled();
});

it('names the operation that runs', async () => {
  const { post } = await startRouter({
    runAction: async () => {
      const busy = new ConflictError('Another operation runs');
      throw Object.assign(busy, { operation: OPERATION.id });
    },
  });
  const response = await post(RUN, wish);
  expect(response.status).toBe(409);
  expect((await response.json()).error.operation).toBe(OPERATION.id);
});

it('answers what there is now beside the error, and puts only the error on record', async () => {
  const { post, settled } = await startRouter({
    runAction: async () => {
      throw new StaleError('It was changed', { incident: { version: 2 } });
    },
  });
  const response = await post(RUN, wish);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    error: { name: 'ConflictError', message: 'It was changed' },
    incident: { version: 2 },
    response: { statusCode: 409 },
  });
  expect(settled).toEqual(['It was changed']);
});

describe('of an operation', () => {
  const path = `/operations/${OPERATION.id}`;

  it('asks for what its entity and its action need', async () => {
    const { post, get, permissions } = await startRouter({
      operation: async () => ({ body: operation }),
      approveOperation: async () => ({ body: operation }),
    });
    expect((await get(path)).status).toBe(200);
    const approved = await post(`${path}/approve`, { reason: 'Seen' });
    expect(approved.status).toBe(200);
    const asked = permissions.authorize.mock.calls.map(([[query]]) => [
      query.permission.name,
      (query as { resourceRef?: string }).resourceRef,
    ]);
    expect(asked).toEqual([
      ['ideogram-incident.read', OPERATION.entityRef],
      ['ideogram-incident.remediate.rotate-credential', OPERATION.entityRef],
    ]);
  });

  it.each([
    ['/operations/11111111-1111-4111-8111-111111111111', 404],
    ['/operations/..%2f..', 400],
    ['/operations/1', 400],
  ])('answers %s with %i, on record', async (unknown, status) => {
    const { get, settled } = await startRouter({});
    expect((await get(unknown)).status).toBe(status);
    expect(settled).toHaveLength(1);
  });

  it('wants a reason for a decision', async () => {
    const { post } = await startRouter({});
    const response = await post(`${path}/reject`, {});
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('reason');
  });
});
