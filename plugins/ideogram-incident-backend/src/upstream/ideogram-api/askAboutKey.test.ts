import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { targetOf } from '../../triage/probes/__testUtils__/upstream';
import { askIdeogramAboutKey } from './askAboutKey';

const KEY = 'ideo-k3y+9f3c/41d2=';
const PATH = '/v2/account/api-keys';
const JSON_TYPE = 'application/json; charset=utf-8';

interface Seen {
  path?: string;
  key?: string | string[];
}

const servers: http.Server[] = [];

async function serve(handler: http.RequestListener) {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    seen.push({ path: request.url, key: request.headers['api-key'] });
    handler(request, response);
  });
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, seen };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});

async function ask(
  baseUrl: string,
  { verifyPath = PATH, key = KEY, timeoutMs = 5000 } = {},
) {
  const { probes } = targetOf({ probes: { timeout: `${timeoutMs}ms` } });
  const answer = await askIdeogramAboutKey(
    { ideogram: { baseUrl, verifyPath }, probes },
    key,
    { signal: new AbortController().signal },
  );
  expect(JSON.stringify(answer)).not.toContain(key || 'no key');
  expect(answer.words).toMatch(/[^.]$/);
  return answer;
}

it.each([
  [
    200,
    JSON_TYPE,
    'accepted',
    /^127\.0\.0\.1:\d+\/v2\/account\/api-keys accepts the key$/,
    '{"keys":[]}',
  ],
  [200, JSON_TYPE, 'accepted', /accepts the key/, '[]'],
  [
    402,
    JSON_TYPE,
    'accepted',
    /answers 402: it knows the key/,
    '{"error":"no"}',
  ],
  [404, JSON_TYPE, 'accepted', /without access to billing/, '{"error":"no"}'],
  [401, JSON_TYPE, 'refused', /does not know the key/, '{"error":"no"}'],
  [401, '', 'refused', /answers 401/, ''],
  [403, JSON_TYPE, 'refused', /answers 403: the key/, '{}'],
  [200, 'text/html', 'unknown', /a web page/, '<p>Log in'],
  [200, 'text/plain', 'unknown', /not JSON/, 'ok'],
  [200, JSON_TYPE, 'unknown', /not JSON/, '"ok"'],
  [200, JSON_TYPE, 'unknown', /not JSON/, '['.repeat(500_000)],
  [200, JSON_TYPE, 'unknown', /more than 1 MiB/, `"${'1'.repeat(2 ** 20)}"`],
  [401, 'text/html', 'unknown', /a web page/, '<p>Proxy'],
  [403, '', 'unknown', /a web page/, '\n<!doctype html>'],
  [404, 'text/html', 'unknown', /a web page/, '<p>Not found'],
  [404, 'text/plain', 'unknown', /answers 404/, 'no'],
  [429, JSON_TYPE, 'unknown', /answers 429/, '{}'],
  [500, JSON_TYPE, 'unknown', /answers 500/, '{}'],
  [503, 'text/html', 'unknown', /a web page/, '<h1>503'],
])('of %i %j is %s, %s', async (status, type, answer, words, body) => {
  const { baseUrl, seen } = await serve((_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
  expect(await ask(baseUrl)).toEqual({
    answer,
    words: expect.stringMatching(words),
  });
  expect(seen).toEqual([{ path: PATH, key: KEY }]);
});

it('knows what a 404 means of the documented address alone', async () => {
  const { baseUrl } = await serve((_, response) => {
    response.writeHead(404, { 'content-type': JSON_TYPE }).end('{}');
  });
  const { answer } = await ask(baseUrl, { verifyPath: '/v9/me' });
  expect(answer).toBe('unknown');
});

it('sends the key to no other origin', async () => {
  const other = await serve((_, response) => {
    response.writeHead(200, { 'content-type': JSON_TYPE }).end('{}');
  });
  const { baseUrl } = await serve((_, response) => {
    response.writeHead(307, { location: other.baseUrl }).end();
  });
  const { answer, words } = await ask(baseUrl);
  expect(answer).toBe('unknown');
  expect(words).toContain('redirects to another origin are not followed');
  expect(other.seen).toEqual([]);
});

it.each([
  ['empty', ''],
  ['of two lines', 'a\nb'],
  ['with another header', 'a\r\nHost: b'],
  ['not of ASCII', 'k€y'],
  ['with a space', 'a b'],
  ['of a megabyte', 'x'.repeat(1_000_000)],
])('sends no key that is %s', async (_, key) => {
  const { baseUrl, seen } = await serve((__, response) => response.end());
  expect((await ask(baseUrl, { key })).answer).toBe('refused');
  expect(seen).toEqual([]);
});

it('does not wait for ever', async () => {
  const { baseUrl } = await serve(() => {});
  const { answer, words } = await ask(baseUrl, { timeoutMs: 200 });
  expect(answer).toBe('unknown');
  expect(words).toMatch(/gave no answer in/);
});

it('does not know where nothing listens', async () => {
  const { baseUrl } = await serve(() => {});
  await new Promise(resolve => servers.pop()?.close(resolve));
  expect(await ask(baseUrl)).toEqual({
    answer: 'unknown',
    words: expect.stringContaining('refuses the connection'),
  });
});

it('does not know where the address is none', async () => {
  expect((await ask('http://[')).answer).toBe('unknown');
});
