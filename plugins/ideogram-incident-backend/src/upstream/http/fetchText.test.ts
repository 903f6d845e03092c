import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetchText, type FetchOptions } from './fetchText';
import { fetchJson } from './json';
import { UpstreamError } from './upstreamError';

const MiB = 1024 * 1024;

describe('fetchText', () => {
  const servers: net.Server[] = [];

  async function listen(server: net.Server): Promise<string> {
    servers.push(server);
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function serve(handler: http.RequestListener): Promise<string> {
    return `http://${await listen(http.createServer(handler))}`;
  }

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      if (server instanceof http.Server) server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  const options = (more?: Partial<FetchOptions>): FetchOptions => ({
    signal: AbortSignal.timeout(5000),
    maxBytes: MiB,
    ...more,
  });

  async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
    const error = await promise.then(
      () => undefined,
      thrown => thrown,
    );
    expect(error).toBeInstanceOf(UpstreamError);
    return error;
  }

  it('gives the answer whatever its status', async () => {
    const url = await serve((_, res) => {
      res.writeHead(503, { 'content-type': 'Application/JSON; charset=utf-8' });
      res.end('{"ok":false}');
    });

    await expect(fetchText(`${url}/a?b=c`, options())).resolves.toEqual({
      status: 503,
      contentType: 'application/json',
      text: '{"ok":false}',
      headers: expect.any(Headers),
      url: `${url}/a?b=c`,
    });
  });

  it('sends method, headers, form and userinfo', async () => {
    let seen: http.IncomingMessage | undefined;
    let sent = '';
    const url = await serve(async (req, res) => {
      seen = req;
      for await (const chunk of req) sent += chunk;
      res.end();
    });

    await fetchText(
      `${url.replace('//', '//me:p%40ss@')}/x`,
      options({
        method: 'POST',
        headers: { 'X-Scope-OrgID': 'tenant' },
        body: new URLSearchParams({ query: 'up{a="b c"}' }),
      }),
    );

    expect(seen?.method).toBe('POST');
    expect(seen?.headers['x-scope-orgid']).toBe('tenant');
    expect(seen?.headers['content-type']).toMatch(/x-www-form-urlencoded/);
    expect(seen?.headers.authorization).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(new URLSearchParams(sent).get('query')).toBe('up{a="b c"}');
  });

  it('replaces bytes that are not UTF-8', async () => {
    const url = await serve((_, res) => {
      res.end(Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    });

    const { text } = await fetchText(url, options());

    expect(text).toBe('a\ufffd\ufffdb');
  });

  it.each([
    ['never answers', () => {}],
    [
      'stops in the middle of the body',
      (_: unknown, res: http.ServerResponse) => {
        res.writeHead(200);
        res.write('half');
      },
    ],
  ])('times out when the server %s', async (_, handler) => {
    const url = await serve(handler);

    const error = await failureOf(
      fetchText(
        `${url}/path?token=secret`,
        options({ signal: AbortSignal.timeout(100) }),
      ),
    );

    expect(error.kind).toBe('timeout');
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+\/path gave no answer in/);
  });

  it('tells a reset from other failures', async () => {
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('half', () => res.socket?.destroy());
    });

    expect(await failureOf(fetchText(url, options()))).toMatchObject({
      kind: 'reset',
    });
  });

  it('tells a refused connection from other failures', async () => {
    const place = await listen(net.createServer());
    await new Promise(resolve => servers.pop()?.close(resolve));

    expect(
      await failureOf(fetchText(`http://${place}/`, options())),
    ).toMatchObject({
      kind: 'refused',
      message: `${place} refuses the connection`,
    });
  });

  it('tells an unknown name from other failures', async () => {
    const error = await failureOf(
      fetchText('http://user:secret@no.such.host.invalid/x?y=z', options()),
    );

    expect(error.kind).toBe('dns');
    expect(error.message).toBe(
      'no.such.host.invalid/x has a name that DNS does not know',
    );
  });

  it('tells a failed encryption from other failures', async () => {
    const url = await serve((_, res) => res.end());

    expect(
      await failureOf(fetchText(url.replace('http:', 'https:'), options())),
    ).toMatchObject({ kind: 'tls' });
  });

  it('says when something else than HTTP answers', async () => {
    const place = await listen(
      net.createServer(socket => {
        socket.on('error', () => {}).resume();
        socket.end('SSH-2.0-OpenSSH_9.9\r\n');
      }),
    );

    const error = await failureOf(fetchText(`http://${place}`, options()));

    expect(error.message).toBe(`${place} does not speak HTTP`);
    expect(error.kind).toBe('wrong-shape');
  });

  it('stops reading an endless body and closes the connection', async () => {
    let sent = 0;
    let closed: Promise<unknown> | undefined;
    const block = Buffer.alloc(64 * 1024, 'a');
    const url = await serve((_, res) => {
      closed = new Promise(resolve => res.on('close', resolve));
      const more = () => {
        while (sent < 1024 * MiB) {
          sent += block.length;
          if (!res.write(block)) {
            res.once('drain', more);
            return;
          }
        }
        res.end();
      };
      more();
    });

    const error = await failureOf(fetchText(url, options()));
    await closed;

    expect(error.kind).toBe('too-large');
    expect(sent).toBeLessThan(64 * MiB);
  });

  it('counts the bytes of a compressed body after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MiB));
    expect(bomb.length).toBeLessThan(MiB);
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' });
      res.end(bomb);
    });

    expect(await failureOf(fetchText(url, options()))).toMatchObject({
      kind: 'too-large',
    });
  });

  it('says when a compressed body is broken', async () => {
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-encoding': 'gzip' });
      res.end('this is not gzip');
    });

    const error = await failureOf(fetchText(url, options()));

    expect(error.kind).toBe('wrong-shape');
    expect(error.message).toContain("can't be unpacked");
  });

  it('follows a redirect within the origin with its headers and form', async () => {
    const bodies: string[] = [];
    const url = await serve(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      bodies.push(`${req.method} ${req.url} ${req.headers['x-a']} ${body}`);
      if (req.url === '/old') res.writeHead(302, { location: '/new?q=1' });
      res.end('here');
    });

    const answer = await fetchText(
      `${url}/old`,
      options({ method: 'POST', headers: { 'x-a': '1' }, body: 'k=v' }),
    );

    expect(bodies).toEqual(['POST /old 1 k=v', 'POST /new?q=1 1 k=v']);
    expect(answer).toMatchObject({ text: 'here', url: `${url}/new?q=1` });
  });

  it('gives up on a redirect loop', async () => {
    let requests = 0;
    const url = await serve((_, res) => {
      requests += 1;
      res.writeHead(302, { location: '/again' }).end();
    });

    expect(await failureOf(fetchText(url, options()))).toMatchObject({
      kind: 'redirect',
    });
    expect(requests).toBe(4);
  });

  it.each([
    ['another port', (other: string) => `${other}/x`],
    ['another scheme', (_: string, own: string) => own.replace('p:', 'ps:')],
    ['a file', () => 'file:///etc/passwd'],
    ['an address that is not one', () => 'http://['],
  ])('does not follow a redirect to %s', async (_, location) => {
    let reached = false;
    const other = await serve((__, res) => {
      reached = true;
      res.end();
    });
    const url = await serve((req, res) => {
      const own = `http://${req.headers.host}`;
      res.writeHead(307, { location: location(other, own) }).end('go there');
    });

    const error = await failureOf(
      fetchText(url, options({ headers: { authorization: 'Bearer secret' } })),
    );

    expect(error.kind).toBe('redirect');
    expect(reached).toBe(false);
  });

  it('never shows a header value, not even one that can not be sent', async () => {
    const url = await serve((_, res) => res.end());

    const error = await failureOf(
      fetchText(url, options({ headers: { authorization: 'sec\nret' } })),
    );

    expect(error.message).not.toContain('ret');
    expect(error.cause).toBeUndefined();
  });

  describe('fetchJson', () => {
    const answering = (type: string, body: string) =>
      serve((_, res) => {
        res.writeHead(502, { 'content-type': type });
        res.end(body);
      });

    it('parses JSON whatever its content type says', async () => {
      const url = await answering('text/html', '{"a":[1]}');

      await expect(fetchJson(url, options())).resolves.toMatchObject({
        status: 502,
        json: { a: [1] },
      });
    });

    it.each([
      ['text/html', '<h1>Bad gateway</h1>', 'html', /web page/],
      ['', '\n<!DOCTYPE html><p>', 'html', /web page/],
      ['application/json', '{"a":', 'not-json', /something that is not JSON/],
      ['text/plain', ' ', 'not-json', /something that is not JSON/],
      ['application/json', '['.repeat(500_000), 'wrong-shape', /not known/],
    ])('of %s %j says %s', async (type, body, kind, message) => {
      const url = await answering(type, body);

      const error = await failureOf(fetchJson(url, options()));

      expect(error).toMatchObject({ kind, status: 502 });
      expect(error.message).toMatch(message);
    });
  });
});
