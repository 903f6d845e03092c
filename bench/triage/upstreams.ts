import http from 'node:http';
import https from 'node:https';
import { generate } from 'selfsigned';
import { close, listen, upstreamListener } from '../measuring/upstreamServer';
import { answerTo } from './upstreamAnswers';

/** Of the account that reads the cluster. */
export const CLUSTER_TOKEN = 'bench-cluster-token';

/**
 * The outside world: a status page, the integration's health and metrics, a
 * Prometheus and an API server.
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
  const listener = upstreamListener(answerTo, question =>
    asked.set(question, (asked.get(question) ?? 0) + 1),
  );

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
