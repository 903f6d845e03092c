/**
 * @jest-environment node
 */
import {
  clientOf,
  event,
  EVENT_STREAM,
  JSON_TYPE,
  stopServer,
} from '../../testing/pluginServer';
import { healthyReadings } from '../../testing/readings';
import { triageOf } from '../../testing/triages';
import type { TriageEvent } from './triageApi';

const ENTITY = 'component:default/ideogram-integration';
const TRIAGE = triageOf(healthyReadings('2026-11-23T14:00:00.000Z'));

afterEach(stopServer);

async function all(events: AsyncIterable<TriageEvent>) {
  const arrived: TriageEvent[] = [];
  for await (const one of events) arrived.push(one);
  return arrived;
}

const OPEN = { type: 'open' };

it('encodes whatever stands in a name', async () => {
  const asked: string[] = [];
  const client = await clientOf((request, response) => {
    asked.push(request.url!);
    response.writeHead(200, JSON_TYPE).end(JSON.stringify(TRIAGE));
  });
  await all(
    client.streamTriage({
      entityRef: 'component:default/a b?c',
      target: 'x&since=P1D#/../y',
    }),
  );
  expect(asked).toEqual([
    '/api/ideogram-incident/entities/component/default/a%20b%3Fc/triage?target=x%26since%3DP1D%23%2F..%2Fy',
  ]);
});

it('gives each reading while the triage is still being taken', async () => {
  let finish = () => {};
  const client = await clientOf((request, response) => {
    expect(request.headers.accept).toBe('text/event-stream');
    response.writeHead(200, EVENT_STREAM);
    response.write(': keep-alive\n\n');
    response.write(event('reading', TRIAGE.readings[0]));
    finish = () => response.end(event('triage', TRIAGE));
  });
  const events = client.streamTriage({
    entityRef: ENTITY,
    target: 'production',
  });
  expect((await events.next()).value).toEqual(OPEN);
  expect((await events.next()).value).toMatchObject({
    type: 'reading',
    reading: { probe: 'status-page' },
  });
  finish();
  expect((await events.next()).value).toEqual({
    type: 'triage',
    triage: TRIAGE,
  });
  expect((await events.next()).done).toBe(true);
});

it('understands an event that arrives in pieces', async () => {
  const bytes = Buffer.from(
    event('triage', {
      ...TRIAGE,
      readings: [{ ...TRIAGE.readings[0], summary: '“Größer”' }],
    }),
  );
  const client = await clientOf(async (_, response) => {
    response.writeHead(200, EVENT_STREAM);
    for (const byte of bytes) response.write(Buffer.from([byte]));
    response.end();
  });
  const [, last] = await all(
    client.streamTriage({ entityRef: ENTITY, target: 'production' }),
  );
  expect(last).toMatchObject({
    triage: { readings: [{ summary: '“Größer”' }] },
  });
});

it('leaves out a reading that it does not understand', async () => {
  const client = await clientOf((_, response) => {
    response.writeHead(200, EVENT_STREAM);
    response.end(
      `event: reading\ndata: {not json\n\n${event('reading', {
        probe: 7,
      })}${event('other', {})}${event('triage', TRIAGE)}`,
    );
  });
  const events = await all(
    client.streamTriage({ entityRef: ENTITY, target: 'production' }),
  );
  expect(events).toEqual([OPEN, { type: 'triage', triage: TRIAGE }]);
});

it.each([
  ['answers with JSON instead', JSON_TYPE, JSON.stringify(TRIAGE), 1],
  ['ends the stream too early', EVENT_STREAM, ': nothing\n\n', 2],
  ['replaces the stream', { 'content-type': 'text/plain' }, 'no', 2],
])(
  'gets the triage where something on the way %s',
  async (_, headers, body, requests) => {
    let asked = 0;
    const client = await clientOf((request, response) => {
      asked += 1;
      if (request.headers.accept === 'application/json') {
        response.writeHead(200, JSON_TYPE).end(JSON.stringify(TRIAGE));
      } else {
        response.writeHead(200, headers).end(body);
      }
    });
    const events = await all(
      client.streamTriage({ entityRef: ENTITY, target: 'production' }),
    );
    expect(events).toEqual([OPEN, { type: 'triage', triage: TRIAGE }]);
    expect(asked).toBe(requests);
  },
);

it.each([
  ['a web page', { 'content-type': 'text/html' }, '<h1>Sign in</h1>'],
  ['JSON of another shape', JSON_TYPE, '{"readings": 3}'],
  ['no JSON', JSON_TYPE, '{'],
])('refuses %s', async (_, headers, body) => {
  const client = await clientOf((__, response) => {
    response.writeHead(200, headers).end(body);
  });
  await expect(
    all(client.streamTriage({ entityRef: ENTITY, target: 'production' })),
  ).rejects.toMatchObject({ name: 'UnexpectedAnswerError' });
  await expect(
    client.call('targets', { entityRef: ENTITY }),
  ).rejects.toMatchObject({
    name: 'UnexpectedAnswerError',
  });
});

it('refuses a triage of another shape in the stream', async () => {
  const client = await clientOf((_, response) => {
    response.writeHead(200, EVENT_STREAM).end(event('triage', { level: 'P1' }));
  });
  await expect(
    all(client.streamTriage({ entityRef: ENTITY, target: 'production' })),
  ).rejects.toMatchObject({ name: 'UnexpectedAnswerError' });
});

it('throws what the backend says', async () => {
  const client = await clientOf((_, response) => {
    const error = { name: 'NotAllowedError', message: 'No' };
    response
      .writeHead(403, JSON_TYPE)
      .end(JSON.stringify({ error, response: { statusCode: 403 } }));
  });
  const denied = { name: 'ResponseError', statusCode: 403 };
  await expect(
    client.call('targets', { entityRef: ENTITY }),
  ).rejects.toMatchObject(denied);
  await expect(
    client.call('metrics', {
      entityRef: ENTITY,
      query: { target: 'x', since: 'PT2H' },
    }),
  ).rejects.toMatchObject(denied);
  await expect(
    all(client.streamTriage({ entityRef: ENTITY, target: 'production' })),
  ).rejects.toMatchObject(denied);
});

it('throws where the connection breaks in the middle', async () => {
  const client = await clientOf((_, response) => {
    response.writeHead(200, EVENT_STREAM);
    response.write(event('reading', TRIAGE.readings[0]), () =>
      response.destroy(),
    );
  });
  await expect(
    all(client.streamTriage({ entityRef: ENTITY, target: 'production' })),
  ).rejects.toThrow();
});

it('lets the connection go when it is no longer wanted', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const client = await clientOf((request, response) => {
    closed = new Promise(resolve => {
      request.once('close', resolve);
    });
    response.writeHead(200, EVENT_STREAM);
    response.write(event('reading', TRIAGE.readings[0]));
  });
  const controller = new AbortController();
  const events = client.streamTriage({
    entityRef: ENTITY,
    target: 'production',
    signal: controller.signal,
  });
  await events.next();
  controller.abort();
  await expect(events.next()).rejects.toThrow();
  await closed;
});
