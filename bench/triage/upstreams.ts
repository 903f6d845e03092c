import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { answerTo } from './upstreamAnswers';

/** Each answer comes this long after its request. */
export const DELAY_MS = 100;

/** Of the account that reads the cluster. */
export const CLUSTER_TOKEN = 'bench-cluster-token';

/**
 * The outside world: a status page, the integration's health and metrics, a
 * Prometheus and an API server. An address below `/answers` answers after
 * {@link DELAY_MS}, the same below `/hangs` never does.
 */
export interface Upstreams {
  /** Of all but the API server. */
  url: string;
  /** Of the API server, over TLS. */
  clusterUrl: string;
  /** The certificate of its authority, in PEM. */
  clusterCa: string;
  /** What was asked since the last reset, and how often. */
  asked: Map<string, number>;
  reset(): void;
  close(): Promise<void>;
}

export async function startUpstreams(): Promise<Upstreams> {
  const asked = new Map<string, number>();
  const listener: http.RequestListener = async (request, response) => {
    const body = await textOf(request);
    const url = new URL(request.url ?? '/', 'http://upstream');
    const [, mode, ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}`;
    const query = new URLSearchParams(body).get('query') ?? '';
    const answer = answerTo(path, query || url.searchParams.get('query') || '');
    asked.set(answer.question, (asked.get(answer.question) ?? 0) + 1);
    if (mode === 'hangs') return;
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    }, DELAY_MS);
  };

  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const plain = http.createServer(listener);
  const cluster = https.createServer(
    { key: pems.private, cert: pems.cert },
    listener,
  );
  const [port, clusterPort] = await Promise.all([plain, cluster].map(listen));
  return {
    url: `http://127.0.0.1:${port}`,
    clusterUrl: `https://127.0.0.1:${clusterPort}`,
    clusterCa: pems.cert,
    asked,
    reset: () => asked.clear(),
    close: async () => {
      await Promise.all([plain, cluster].map(close));
    },
  };
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function listen(server: http.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

function close(server: http.Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
