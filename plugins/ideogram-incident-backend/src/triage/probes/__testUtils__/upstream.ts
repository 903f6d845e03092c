import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { readIdeogramIncidentConfig } from '../../../config';

const open: http.Server[] = [];

/** A server on the loopback; `closeUpstreams` ends all of them. */
export async function startUpstream(
  handler: http.RequestListener,
): Promise<string> {
  const server = http.createServer(handler);
  open.push(server);
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closeUpstreams(): Promise<void> {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

/** An address where nobody listens. */
export async function silentAddress(): Promise<string> {
  const address = await startUpstream(() => {});
  await new Promise(resolve => open.pop()?.close(resolve));
  return address;
}

export const answering =
  (
    body: unknown,
    { status = 200, type = 'application/json' } = {},
  ): http.RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** What an upstream does on a bad day. */
export const weather = {
  hangs: () => {},
  resets: (request: http.IncomingMessage) => {
    request.socket.destroy();
  },
  breaksOff: (_: unknown, response: http.ServerResponse) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"status":', () => response.destroy());
  },
  pours: (_: unknown, response: http.ServerResponse) => {
    const block = Buffer.alloc(64 * 1024, '[');
    const pour = () => {
      while (response.write(block));
      response.once('drain', pour);
    };
    pour();
  },
  redirectsTo:
    (location: string): http.RequestListener =>
    (_, response) => {
      response.writeHead(302, { location }).end();
    },
  html: answering('<!doctype html><h1>Sign in</h1>', { type: 'text/html' }),
  garbage: answering('\u0000\u0001{"status":'),
};

/** A target as an operator configures it, with answers of at most 64 KiB. */
export function targetOf(configured: JsonObject): Target {
  const target = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: {
        defaults: { probes: { maxBytes: '64KiB' } },
        targets: { production: configured },
      },
    }),
  ).targets.get('production');
  if (!target) throw new Error('The target was not read');
  return target;
}

export function deadlineIn(ms: number) {
  return { signal: AbortSignal.timeout(ms), deadline: Date.now() + ms };
}
