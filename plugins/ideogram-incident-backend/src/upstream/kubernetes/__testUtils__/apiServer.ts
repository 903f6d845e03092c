import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import { generate } from 'selfsigned';

export const TOKEN = 'token-of-the-portal-s3cr3t';

export type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
  url: URL,
) => void;

export interface Received {
  method: string;
  headers: http.IncomingHttpHeaders;
  body: unknown;
}

/** An API server that answers by path, and the way in. */
export interface ApiServer {
  url: string;
  /** Of a token that it takes. */
  connection: ClusterConnection & { type: 'token' };
  /** By path; what has no answer gets a 404 without a body. */
  answers: Record<string, Handler>;
  /** Path and query of each request so far. */
  requests: URL[];
  /** What came with each of them. */
  received: Received[];
  close(): Promise<void>;
}

const notServed: Handler = (_, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('404 page not found\n');
};

export const json =
  (body: unknown, httpStatus = 200): Handler =>
  (_, response) => {
    response.writeHead(httpStatus, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** As the API server itself refuses. */
export const status = (code: number, message: string): Handler =>
  json(
    { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message },
    code,
  );

export async function startApiServer(
  options: { tls?: boolean } = {},
): Promise<ApiServer> {
  const answers: Record<string, Handler> = {};
  const requests: URL[] = [];
  const received: Received[] = [];
  const onRequest: http.RequestListener = async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api-server');
    requests.push(url);
    received.push({
      method: request.method ?? '',
      headers: request.headers,
      body: await bodyOf(request),
    });
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      status(401, 'Unauthorized')(request, response, url);
      return;
    }
    const answer = answers[url.pathname] ?? notServed;
    answer(request, response, url);
  };
  const pems = options.tls ? await certificate() : undefined;
  const server = pems
    ? https.createServer({ key: pems.private, cert: pems.cert }, onRequest)
    : http.createServer(onRequest);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `${pems ? 'https' : 'http'}://127.0.0.1:${port}`;
  return {
    url,
    connection: {
      type: 'token',
      name: 'production',
      url,
      token: TOKEN,
      ...(pems && { caData: Buffer.from(pems.cert).toString('base64') }),
    },
    answers,
    requests,
    received,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const sent = Buffer.concat(chunks).toString();
  return sent ? JSON.parse(sent) : undefined;
}

function certificate() {
  return generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
}

export const text =
  (body: string | Buffer, contentType = 'text/plain'): Handler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': contentType });
    response.end(body);
  };

export const hang: Handler = () => {};

export const reset: Handler = request => {
  request.socket.destroy();
};

export const resetHalfway: Handler = (request, response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': '1000',
  });
  response.write('{"kind":', () => request.socket.destroy());
};

export const redirectTo =
  (location: string): Handler =>
  (_, response) => {
    response.writeHead(302, { location });
    response.end();
  };

/** More than any memory, as fast as it is read. */
export const endless =
  (contentType: string): Handler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': contentType });
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const write = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', write);
    write();
  };
