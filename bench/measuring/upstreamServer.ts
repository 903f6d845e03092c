import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** Each answer comes this long after its request. */
export const DELAY_MS = 100;

/** An answer, and a name for what was asked. */
export interface UpstreamAnswer {
  /** The probe that asks it, and what it asks. */
  question: string;
  status: number;
  type: string;
  body: string;
}

export const json = (
  question: string,
  body: unknown,
  status = 200,
): UpstreamAnswer => ({
  question,
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** @param query - PromQL, if it is any */
export type Answers = (path: string, query: string) => UpstreamAnswer;

/**
 * What stands for upstreams. An address below `/answers` answers after
 * {@link DELAY_MS}, the same below `/hangs` never does.
 *
 * @param onAsked - is told of each request
 */
export function upstreamListener(
  answerTo: Answers,
  onAsked: (question: string) => void = () => {},
): http.RequestListener {
  return async (request, response) => {
    const body = await textOf(request);
    const url = new URL(request.url ?? '/', 'http://upstream');
    const [, mode, ...rest] = url.pathname.split('/');
    const path = `/${rest.join('/')}`;
    const query = new URLSearchParams(body).get('query') ?? '';
    const answer = answerTo(path, query || url.searchParams.get('query') || '');
    onAsked(answer.question);
    if (mode === 'hangs') return;
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    }, DELAY_MS);
  };
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** @returns the port */
export function listen(server: http.Server | https.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}

export function close(server: http.Server | https.Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
