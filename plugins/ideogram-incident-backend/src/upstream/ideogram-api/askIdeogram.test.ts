import type { RequestListener } from 'node:http';
import {
  answering,
  closeUpstreams,
  silentAddress,
  startUpstream,
  weather,
} from '../../triage/probes/__testUtils__/upstream';
import { UpstreamError } from '../http';
import { askIdeogram } from './askIdeogram';

afterEach(closeUpstreams);

const ask = (address: string, ms = 5000) =>
  askIdeogram(`${address}/v1/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(ms),
    maxBytes: 64 * 1024,
  });

it('asks without a key', async () => {
  const seen: unknown[] = [];
  const address = await startUpstream((request, response) => {
    seen.push(request.method, request.url, request.headers['api-key']);
    answering({ keys: [] })(request, response);
  });
  const { httpStatus, seconds } = await ask(address);
  expect(httpStatus).toBe(200);
  expect(seconds).toBeGreaterThan(0);
  expect(seen).toEqual(['GET', '/v1/.well-known/jwks.json', undefined]);
});

const html = { type: 'text/html' };
it.each<[number, string | object, { type?: string }]>([
  [200, { keys: [] }, {}],
  [204, '', {}],
  [400, 'no', { type: 'text/plain' }],
  [401, { error: 'no key' }, {}],
  [403, '', {}],
  [404, '<h1>Not found', html],
  [429, { error: 'later' }, {}],
  [500, '', {}],
  [502, '<h1>Bad gateway', html],
  [503, { error: 'down' }, {}],
])('takes %i with %j for an answer', async (status, body, options) => {
  const address = await startUpstream(answering(body, { status, ...options }));
  expect(await ask(address)).toMatchObject({ httpStatus: status });
});

it.each<[string, RequestListener, string]>([
  ['a sign-in page', weather.html, 'html'],
  [
    "a proxy's refusal",
    answering('<h1>Blocked', { status: 403, ...html }),
    'html',
  ],
  ['garbage', weather.garbage, 'not-json'],
  ['an empty body', answering(''), 'not-json'],
  ['a text', answering('ok', { type: 'text/plain' }), 'not-json'],
  ["a proxy's 407", answering('', { status: 407 }), 'network'],
  ['a redirect to nowhere', answering('', { status: 302 }), 'status'],
  ['a redirect away', weather.redirectsTo('http://127.0.0.2/'), 'redirect'],
  ['an answer without end', weather.pours, 'too-large'],
  ['a broken answer', weather.breaksOff, 'reset'],
  ['a reset', weather.resets, 'reset'],
  ['silence', weather.hangs, 'timeout'],
])('does not take %s for one', async (_, handler, kind) => {
  const address = await startUpstream(handler);
  const asked = ask(address, handler === weather.hangs ? 100 : 5000);
  await expect(asked).rejects.toThrow(UpstreamError);
  await expect(asked).rejects.toMatchObject({ kind });
});

it('is refused where nobody listens', async () => {
  await expect(ask(await silentAddress())).rejects.toMatchObject({
    kind: 'refused',
  });
});
