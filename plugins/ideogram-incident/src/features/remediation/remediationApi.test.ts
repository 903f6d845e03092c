/**
 * @jest-environment node
 */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { action, actionList, operation } from '../../testing/operations';
import {
  clientOf,
  event,
  EVENT_STREAM,
  JSON_TYPE,
  stopServer,
} from '../../testing/pluginServer';
import type { OperationEvent } from './remediationApi';

const ENTITY = 'component:default/ideogram-integration';
const target = 'production';
const INPUT = { entityRef: ENTITY, query: { target } };
const BASE = '/api/ideogram-incident';
const AT = '2026-11-25T14:00:00.000Z';
const RUNS = operation('one', AT);
const ENDED = operation('one', AT, { status: 'succeeded', finishedAt: AT });

interface Asked {
  method?: string;
  url?: string;
  key?: string;
  body?: unknown;
}

/** A client whose backend answers everything with one body. */
async function answering(status: number, body: unknown) {
  const asked: Asked[] = [];
  const client = await clientOf(async (request, response) => {
    asked.push(await askedBy(request));
    response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
  });
  return { client, asked };
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  const body = await text(request);
  return {
    method: request.method,
    url: request.url,
    key: request.headers['idempotency-key'] as string | undefined,
    body: body ? JSON.parse(body) : undefined,
  };
}

async function all(events: AsyncIterable<OperationEvent>) {
  const arrived: OperationEvent[] = [];
  for await (const one of events) arrived.push(one);
  return arrived;
}

afterEach(stopServer);

it('asks for the actions of a target', async () => {
  const list = actionList([action('restart')]);
  const { client, asked } = await answering(200, list);
  expect(await client.call('actions', INPUT)).toEqual(list);
  expect(asked).toMatchObject([
    {
      method: 'GET',
      url: `${BASE}/entities/component/default/ideogram-integration/actions?target=production`,
    },
  ]);
});

it('shows what an action would change, without a key', async () => {
  const dryRun = { changes: [], warnings: [] };
  const { client, asked } = await answering(200, dryRun);
  const parameters = { apiKey: 'new' };
  expect(
    await client.call('runAction', {
      entityRef: ENTITY,
      params: { action: 'rotate-credential' },
      body: { target, parameters, dryRun: true },
    }),
  ).toEqual(dryRun);
  expect(asked).toEqual([
    {
      method: 'POST',
      url: `${BASE}/entities/component/default/ideogram-integration/actions/rotate-credential`,
      key: undefined,
      body: { target: 'production', parameters, dryRun: true },
    },
  ]);
});

it('runs an action with its key and its reason', async () => {
  const { client, asked } = await answering(202, RUNS);
  const reason = 'Vendor outage';
  expect(
    await client.start('runAction', {
      entityRef: ENTITY,
      params: { action: 'enable-fallback' },
      body: { target, reason },
      idempotencyKey: 'key-1',
    }),
  ).toEqual(RUNS);
  expect(asked).toMatchObject([
    { key: 'key-1', body: { target: 'production', reason } },
  ]);
});

it('asks for the operations after those it has', async () => {
  const page = { operations: [ENDED], nextCursor: 'c2' };
  const { client, asked } = await answering(200, page);
  expect(
    await client.call('operations', {
      entityRef: ENTITY,
      query: { target, cursor: 'c&1' },
    }),
  ).toEqual(page);
  expect(asked[0].url).toContain('/operations?target=production&cursor=c%261');
});

it.each(['approve', 'reject'] as const)('can %s', async decision => {
  const { client, asked } = await answering(200, ENDED);
  await client.call(`${decision}Operation`, {
    params: { id: 'a/b' },
    body: { reason: 'Seen' },
  });
  expect(asked).toMatchObject([
    {
      method: 'POST',
      url: `${BASE}/operations/a%2Fb/${decision}`,
      body: { reason: 'Seen' },
    },
  ]);
});

it('can withdraw', async () => {
  const { client, asked } = await answering(200, ENDED);
  await client.call('withdrawOperation', { params: { id: 'a/b' } });
  expect(asked).toMatchObject([
    { method: 'POST', url: `${BASE}/operations/a%2Fb/withdraw` },
  ]);
});

it('throws what stands in the way', async () => {
  const error = { name: 'ConflictError', message: 'Busy', operation: 'two' };
  const { client } = await answering(409, {
    error,
    response: { statusCode: 409 },
  });
  await expect(
    client.start('runAction', {
      entityRef: ENTITY,
      params: { action: 'restart' },
      body: { target },
      idempotencyKey: 'k',
    }),
  ).rejects.toMatchObject({ statusCode: 409, body: { error } });
});

describe('an operation that is followed', () => {
  it('comes with each change until it has ended', async () => {
    const client = await clientOf((request, response) => {
      expect(request.url).toBe(`${BASE}/operations/one`);
      response.writeHead(200, EVENT_STREAM);
      response.write(': keep-alive\n\n');
      response.write(event('operation', RUNS));
      response.end(event('operation', ENDED));
    });
    expect(await all(client.followOperation({ id: 'one' }))).toEqual([
      { type: 'operation', operation: RUNS },
      { type: 'operation', operation: ENDED },
    ]);
  });

  it('ends with what the backend says in the middle', async () => {
    const client = await clientOf((request, response) => {
      if (request.headers.accept === 'text/event-stream') {
        response.writeHead(200, EVENT_STREAM);
        response.write(event('operation', RUNS));
        response.end(event('error', { error: { message: 'No' } }));
        return;
      }
      const error = { name: 'NotAllowedError', message: 'No' };
      response
        .writeHead(403, JSON_TYPE)
        .end(JSON.stringify({ error, response: { statusCode: 403 } }));
    });
    await expect(
      all(client.followOperation({ id: 'one' })),
    ).rejects.toMatchObject({ statusCode: 403 });
  });

  it.each([
    ['a web page', { 'content-type': 'text/html' }, '<h1>Sign in</h1>'],
    ['an operation of another shape', JSON_TYPE, '{"status": 3}'],
  ])('is not %s', async (_, headers, body) => {
    const client = await clientOf((__, response) => {
      response.writeHead(200, headers).end(body);
    });
    await expect(
      all(client.followOperation({ id: 'one' })),
    ).rejects.toMatchObject({ name: 'UnexpectedAnswerError' });
  });
});
