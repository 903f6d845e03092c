import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};

/** Serves a built app, and hands what is below `/api` on to a backend. */
export interface Site {
  url: string;
  /** The files of the app that were asked for, with their size by gzip. */
  served: Map<string, number>;
  /** Milliseconds since the last file was asked for. */
  quietMs(): number;
  close(): Promise<void>;
}

export async function startSite(dist: string, backend: string): Promise<Site> {
  const served = new Map<string, number>();
  let lastAt = performance.now();

  const serveFile = async (name: string, response: http.ServerResponse) => {
    const content = await readFile(path.join(dist, name));
    lastAt = performance.now();
    served.set(name, gzipSync(content).length);
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type });
    response.end(content);
  };
  const handOn = (
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ) => {
    const { method, headers } = request;
    const asked = http.request(`${backend}${request.url}`, { method, headers });
    asked.once('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.once('error', () => response.destroy());
    response.once('close', () => asked.destroy());
    request.pipe(asked);
  };

  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    if (pathname.startsWith('/api/')) return handOn(request, response);
    const isFile = /^\/(static\/)?[\w.-]+\.\w+$/.test(pathname);
    serveFile(isFile ? pathname.slice(1) : 'index.html', response).catch(() => {
      response.writeHead(404);
      response.end();
    });
    return undefined;
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    served,
    quietMs: () => performance.now() - lastAt,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
