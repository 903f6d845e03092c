import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Certificate } from '../certificates';
import { close, listen } from '../../net/localServer';
import type { ContainerRunner } from './containerRunner';
import type { LogBuffer, LogQuery } from './logBuffer';
import type { PodWorker } from './podWorker';

export interface KubeletServerOptions {
  /** 0 picks a free port. */
  port: number;
  serving: Certificate;
  /** Only clients whose certificate this authority signed are answered. */
  clientCa: string;
  nodeName: string;
  pods: () => PodWorker[];
}

/** Serves what an API server asks of a node: logs of containers, and what they use. */
export async function startKubeletServer(
  options: KubeletServerOptions,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server: Server = createServer(
    {
      cert: options.serving.certificate,
      key: options.serving.key,
      ca: options.clientCa,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      handle(options, request, response).catch(error => {
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end(String(error));
      });
    },
  );
  const port = await listen(server, options.port);
  return { port, stop: () => close(server) };
}

async function handle(
  options: KubeletServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const [kind, ...segments] = url.pathname
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (kind === 'healthz') {
    response.end('ok');
  } else if (kind === 'stats') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await statsSummary(options)));
  } else if (kind === 'containerLogs' && segments.length === 3) {
    sendLogs(options.pods(), segments, url.searchParams, response);
  } else {
    response.writeHead(404).end('404 page not found');
  }
}

async function statsSummary({ nodeName, pods }: KubeletServerOptions) {
  const time = new Date().toISOString();
  return {
    node: { nodeName },
    pods: await Promise.all(
      pods().map(async worker => ({
        podRef: worker.reference,
        containers: await Promise.all(
          worker.containers.map(async runner => {
            const usage = await runner.usage();
            return {
              name: runner.name,
              ...(usage && {
                memory: { time, workingSetBytes: usage.memoryBytes },
                cpu: { time, usageNanoCores: usage.nanoCores },
              }),
            };
          }),
        ),
      })),
    ),
  };
}

/** The run whose log is asked for, or in the kubelet's words why there is none. */
function logOf(
  runner: ContainerRunner,
  pod: string,
  previous: boolean,
): LogBuffer | string {
  const { state, lastState } = runner.status();
  const place = `container "${runner.name}" in pod "${pod}"`;
  if (previous) {
    // Between two runs the latest one is the previous one already.
    const log =
      state.running || state.terminated ? runner.previousLogs : runner.logs;
    return lastState.terminated && log
      ? log
      : `previous terminated ${place} not found`;
  }
  if (runner.logs) return runner.logs;
  return `${place} is waiting to start: ${
    state.waiting?.reason ?? 'ContainerCreating'
  }`;
}

function queryOf(query: URLSearchParams): LogQuery {
  const number = (name: string) => {
    const value = Number(query.get(name) ?? NaN);
    return Number.isFinite(value) ? value : undefined;
  };
  const sinceTime = Date.parse(query.get('sinceTime') ?? '');
  const sinceSeconds = number('sinceSeconds');
  return {
    since:
      sinceSeconds === undefined
        ? sinceTime || undefined
        : Date.now() - sinceSeconds * 1000,
    tailLines: number('tailLines'),
    limitBytes: number('limitBytes'),
    timestamps: query.get('timestamps') === 'true',
  };
}

/** A follower that does not read what it is sent is cut off here. */
const maxUnreadBytes = 4 * 1024 * 1024;

function sendLogs(
  pods: PodWorker[],
  [namespace, name, container]: string[],
  query: URLSearchParams,
  response: ServerResponse,
): void {
  const worker = pods.find(
    ({ reference }) =>
      reference.namespace === namespace && reference.name === name,
  );
  const runner = worker?.containers.find(
    candidate => candidate.name === container,
  );
  if (!runner) {
    response
      .writeHead(404)
      .end(`container "${container}" of pod "${name}" is not on this node`);
    return;
  }
  const log = logOf(runner, name, query.get('previous') === 'true');
  if (typeof log === 'string') {
    response.writeHead(400).end(log);
    return;
  }
  const wanted = queryOf(query);
  const text = log.read(wanted);
  response.writeHead(200, { 'content-type': 'text/plain' });
  if (query.get('follow') !== 'true') {
    response.end(text);
    return;
  }
  response.flushHeaders();
  let left = wanted.limitBytes ?? Infinity;
  const send = (line: string) => {
    const bytes = Buffer.from(line);
    response.write(bytes.subarray(0, Math.max(0, left)));
    left -= bytes.length;
    if (left <= 0) response.end();
    else if (response.writableLength > maxUnreadBytes) response.destroy();
  };
  if (text) send(text);
  const unfollow = log.follow(wanted.timestamps ?? false, line => {
    if (line === undefined) response.end();
    else if (!response.writableEnded) send(line);
  });
  response.on('close', unfollow);
}
