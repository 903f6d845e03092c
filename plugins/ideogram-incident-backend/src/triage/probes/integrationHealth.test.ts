import type { RequestListener } from 'node:http';
import {
  answering,
  closeUpstreams,
  deadlineIn,
  silentAddress,
  startUpstream,
  targetOf,
  weather,
} from './__testUtils__/upstream';
import { createIntegrationHealthProbe } from './integrationHealth';

const probe = createIntegrationHealthProbe();

afterEach(closeUpstreams);

async function take(address: string, ms = 5000) {
  const health = { url: `${address}/health` };
  return probe.take(targetOf({ health }), deadlineIn(ms));
}

const takeFrom = async (handler: RequestListener, ms?: number) =>
  take(await startUpstream(handler), ms);

it('applies to targets with a health address', () => {
  expect(probe.appliesTo(targetOf({}))).toBe(false);
  expect(probe.appliesTo(targetOf({ health: {} }))).toBe(true);
});

it('says what the integration says, and where', async () => {
  const address = await startUpstream(
    answering({ status: 'ok', services: { ideogram: { status: 'down' } } }),
  );
  expect(await take(address)).toEqual({
    status: 'failing',
    summary: 'Reports Ideogram as down',
    source: `${new URL(address).host}/health`,
    details: {
      url: `${address}/health`,
      httpStatus: 200,
      path: 'services.ideogram.status',
      value: 'down',
      ideogram: 'failing',
    },
  });
});

it.each<[unknown, number, string, string, string | undefined]>([
  [{ ideogram: 'ok' }, 200, 'ok', 'Reports Ideogram as ok', 'ok'],
  [{ status: 'healthy' }, 200, 'ok', 'Reports itself as healthy', undefined],
  [
    { status: 'degraded' },
    503,
    'degraded',
    'Reports itself as degraded',
    undefined,
  ],
  [
    { ideogram: { connected: true } },
    503,
    'degraded',
    'Reports Ideogram as connected, but answers 503',
    'ok',
  ],
  [
    { status: 'down', ideogram: { connected: true } },
    503,
    'failing',
    'Reports itself as down',
    'ok',
  ],
  [
    { status: 'ok', ideogram: { connected: false } },
    500,
    'failing',
    'Reports Ideogram as disconnected',
    'failing',
  ],
])('reads %j with %d as %s', async (body, status, expected, summary, part) => {
  const result = await takeFrom(answering(body, { status }));
  expect(result).toMatchObject({ status: expected, summary });
  expect(result.details?.ideogram).toBe(part);
  expect(result.problem).toBeUndefined();
});

it.each<[string, RequestListener]>([
  ['nothing', answering('', { status: 500 })],
  ['a web page', answering('<html>', { status: 502, type: 'text/html' })],
  ['an unknown word', answering({ status: 'tired' }, { status: 503 })],
])('is failing with a 5xx and %s in its body', async (_, handler) => {
  const result = await takeFrom(handler);
  expect(result.status).toBe('failing');
  expect(result.summary).toBe(`Answers ${result.details?.httpStatus}`);
  expect(result.problem).toMatchObject({
    issue: 'The health check of the integration fails.',
    cause: expect.stringMatching(/answers 50\d\.$/),
  });
  expect(result.details).not.toHaveProperty('ideogram');
});

it('is failing where the connection is refused', async () => {
  expect(await take(await silentAddress())).toMatchObject({
    status: 'failing',
    summary: 'Refuses the connection',
    problem: { cause: expect.stringMatching(/refuses the connection\.$/) },
  });
});

it.each<[string, RequestListener, RegExp]>([
  ['hangs', weather.hangs, /gave no answer in/],
  ['resets', weather.resets, /broke off the connection/],
  ['breaks off', weather.breaksOff, /broke off the connection/],
  ['answers without end', weather.pours, /more than 64 KiB/],
  ['answers HTML', weather.html, /a web page instead of data/],
  ['answers garbage', weather.garbage, /not JSON/],
  ['answers another shape', answering({ hello: 1 }), /shape that is not known/],
  ['answers 401', answering({ status: 'ok' }, { status: 401 }), /answers 401/],
  [
    'answers 403',
    answering({ status: 'down' }, { status: 403 }),
    /answers 403/,
  ],
  ['answers 404', answering('gone', { status: 404 }), /answers 404/],
  ['answers 429', answering({ status: 'ok' }, { status: 429 }), /answers 429/],
])('is unknown where it %s', async (_, handler, cause) => {
  const result = await takeFrom(
    handler,
    handler === weather.hangs ? 100 : 5000,
  );
  expect(result).toMatchObject({
    status: 'unknown',
    summary: "Health can't be read",
    problem: { cause: expect.stringMatching(cause) },
  });
  expect(result.details).not.toHaveProperty('ideogram');
});

it.each([
  [
    'its name is not known',
    async () => 'http://health.invalid',
    /has a name that DNS does not know/,
  ],
  [
    'it speaks no TLS',
    async () =>
      (await startUpstream(answering({}))).replace(/^http:/, 'https:'),
    /can't be trusted: it does not speak TLS/,
  ],
])('is unknown where %s', async (_, address, cause) => {
  expect(await take(await address())).toMatchObject({
    status: 'unknown',
    problem: { cause: expect.stringMatching(cause) },
  });
});

it('does not follow a redirect to another origin', async () => {
  let asked = false;
  const other = await startUpstream((request, response) => {
    asked = true;
    answering({ status: 'ok' })(request, response);
  });
  const result = await takeFrom(weather.redirectsTo(`${other}/health`));
  expect(result).toMatchObject({
    status: 'unknown',
    problem: { cause: expect.stringContaining(`redirects to ${other}`) },
  });
  expect(asked).toBe(false);
});
