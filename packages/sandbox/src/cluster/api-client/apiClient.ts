import type { KubeConfig } from '@kubernetes/client-node';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, request, type RequestOptions } from 'node:https';
import { createInterface } from 'node:readline';
import type { Status, WatchEvent } from '../objects';

/** A refusal of the API server; `status` is its own account of it. */
export class ApiError extends Error {
  constructor(readonly code: number, readonly status?: Status, text?: string) {
    super(status?.message ?? (text || `the API server answered ${code}`));
    this.name = 'ApiError';
  }
}

export type Query = Record<string, string | number | boolean | undefined>;

interface CallOptions {
  query?: Query;
  body?: object;
  contentType?: string;
  signal?: AbortSignal;
  /** Left out: ten seconds. 0: as long as it lasts. */
  timeoutMs?: number;
}

const patchTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const;

const maxBytes = 32 * 1024 * 1024;

/** Talks to any Kubernetes API server, in plain JSON. */
export class ApiClient {
  private constructor(
    private readonly server: URL,
    private readonly agent: Agent,
    private readonly headers: OutgoingHttpHeaders,
  ) {}

  static async connect(kubeConfig: KubeConfig): Promise<ApiClient> {
    const cluster = kubeConfig.getCurrentCluster();
    if (!cluster) throw new Error('The kubeconfig names no current cluster.');
    const options: RequestOptions = {};
    await kubeConfig.applyToHTTPSOptions(options);
    const { ca, cert, key, rejectUnauthorized, servername } = options;
    const agent = new Agent({
      keepAlive: true,
      ca,
      cert,
      key,
      ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
      ...(servername && { servername }),
    });
    return new ApiClient(
      new URL(cluster.server),
      agent,
      (options.headers ?? {}) as OutgoingHttpHeaders,
    );
  }

  get<T = any>(path: string, query?: Query): Promise<T> {
    return this.json('GET', path, { query });
  }

  create<T = any>(path: string, body: object, query?: Query): Promise<T> {
    return this.json('POST', path, { body, query });
  }

  update<T = any>(path: string, body: object, query?: Query): Promise<T> {
    return this.json('PUT', path, { body, query });
  }

  patch<T = any>(
    path: string,
    type: keyof typeof patchTypes,
    body: object,
    query?: Query,
  ): Promise<T> {
    return this.json('PATCH', path, {
      body,
      query,
      contentType: patchTypes[type],
    });
  }

  delete<T = any>(path: string, body?: object): Promise<T> {
    return this.json('DELETE', path, { body });
  }

  /** The answer as text, such as a log. */
  async text(path: string, query?: Query): Promise<string> {
    return readAll(await this.call('GET', path, { query }));
  }

  /** The answer as it comes, such as a log that is followed; the caller ends it with the signal. */
  stream(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return this.call('GET', path, { query, signal, timeoutMs: 0 });
  }

  /** Hands over each event until the stream ends, or the signal ends it. */
  async watch<T>(
    path: string,
    query: Query,
    onEvent: (event: WatchEvent<T>) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const answer = await this.stream(path, { ...query, watch: true }, signal);
    const lines = createInterface({ input: answer });
    // The loop learns of an error by itself; one that comes after it is
    // nobody's, and would end the process.
    lines.on('error', () => {});
    try {
      for await (const line of lines) {
        if (signal.aborted) return;
        if (line) onEvent(JSON.parse(line));
      }
    } finally {
      answer.destroy();
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async json<T>(
    method: string,
    path: string,
    options: CallOptions,
  ): Promise<T> {
    return JSON.parse(await readAll(await this.call(method, path, options)));
  }

  private async call(
    method: string,
    path: string,
    { query = {}, body, contentType, signal, timeoutMs = 10_000 }: CallOptions,
  ): Promise<IncomingMessage> {
    const text = body && JSON.stringify(body);
    const search = new URLSearchParams(
      Object.entries(query)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    ).toString();
    const prefix = this.server.pathname.replace(/\/$/, '');
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(
        {
          method,
          agent: this.agent,
          host: this.server.hostname,
          port: this.server.port || 443,
          path: `${prefix}${path}${search && `?${search}`}`,
          signal,
          headers: {
            ...this.headers,
            accept: 'application/json, */*',
            ...(text !== undefined && {
              'content-type': contentType ?? 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        resolve,
      );
      if (timeoutMs) {
        sent.setTimeout(timeoutMs, () =>
          sent.destroy(
            new Error(
              `${method} ${path}: no answer within ${timeoutMs / 1000} s`,
            ),
          ),
        );
      }
      sent.on('error', reject);
      sent.end(text);
    });
    if (answer.statusCode && answer.statusCode < 300) return answer;
    throw errorFrom(answer.statusCode ?? 0, await readAll(answer));
  }
}

async function readAll(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > maxBytes) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function errorFrom(code: number, text: string): ApiError {
  try {
    const status = JSON.parse(text);
    return new ApiError(code, status?.kind === 'Status' ? status : undefined);
  } catch {
    return new ApiError(code, undefined, text.trim().slice(0, 500));
  }
}
