import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLocalServer } from '../net/localServer';
import { Endpoints, type Endpoint } from './endpoints';
import { MetricsSum } from './metricsSum';

/** The one address of the integration's pods, as a Service or Ingress is. */
export interface IntegrationService {
  readonly url: string;
  endpoints(): Endpoint[];
  stop(): Promise<void>;
}

const POD_TIMEOUT_MS = 2000;

/**
 * Forwards `/health` to the pods in turn and shows the sum of their
 * `/metrics`. `/targets` is for Prometheus, which scrapes each pod by itself;
 * pods make themselves known at `/endpoints/<port>`.
 */
export async function startIntegrationService(options: {
  port: number;
  namespace: string;
}): Promise<IntegrationService> {
  const endpoints = new Endpoints();
  const sum = new MetricsSum();

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const port = /^\/endpoints\/(\d{1,5})$/.exec(req.url ?? '')?.[1];
    if (port) return keepEndpoint(req, res, endpoints, Number(port));
    switch (req.url) {
      case '/health':
        return forwardHealth(res, endpoints);
      case '/metrics':
        return showMetrics(res, endpoints, sum);
      case '/targets':
        return showTargets(res, endpoints, options.namespace);
      default:
        return res.writeHead(404).end();
    }
  };
  const server = await startLocalServer((req, res) => {
    answer(req, res).catch(() => res.destroy());
  }, options.port);
  return {
    url: server.url,
    endpoints: () => endpoints.list(),
    stop: server.close,
  };
}

async function keepEndpoint(
  req: IncomingMessage,
  res: ServerResponse,
  endpoints: Endpoints,
  port: number,
) {
  if (req.method === 'PUT') endpoints.seen(port);
  else if (req.method === 'DELETE') endpoints.gone(port);
  else return res.writeHead(405).end();
  return res.writeHead(204).end();
}

async function forwardHealth(res: ServerResponse, endpoints: Endpoints) {
  for (const { url, port } of endpoints.inTurn()) {
    const answer = await askPod(`${url}/health`);
    if (answer.status !== undefined) {
      return res
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(answer.text);
    }
    if (answer.refused) endpoints.gone(port);
  }
  return noPod(res);
}

async function showMetrics(
  res: ServerResponse,
  endpoints: Endpoints,
  sum: MetricsSum,
) {
  const answers = await Promise.all(
    endpoints.list().map(async ({ url, port }) => {
      const answer = await askPod(`${url}/metrics`);
      return answer.status === 200 ? [[port, answer.text] as const] : [];
    }),
  );
  const expositions = new Map(answers.flat());
  sum.update(expositions);
  if (expositions.size === 0) return noPod(res);
  return res
    .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
    .end(sum.toString());
}

async function showTargets(
  res: ServerResponse,
  endpoints: Endpoints,
  namespace: string,
) {
  const targets = endpoints.list().map(({ port }) => `127.0.0.1:${port}`);
  return res
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify([{ targets, labels: { namespace } }]));
}

function noPod(res: ServerResponse) {
  return res
    .writeHead(503, { 'content-type': 'text/plain' })
    .end('no endpoints available for service "ideogram-integration"\n');
}

type PodAnswer =
  | { status: number; text: string }
  /** `refused`: the process is gone, and not merely slow. */
  | { status?: undefined; refused: boolean };

async function askPod(url: string): Promise<PodAnswer> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(POD_TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return { refused: cause?.code === 'ECONNREFUSED' };
  }
}
