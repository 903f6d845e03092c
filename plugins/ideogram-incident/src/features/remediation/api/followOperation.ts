import { ResponseError } from '@backstage/errors';
import {
  hasEnded,
  routes,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { OperationEvent } from '../../../api/IdeogramIncidentApi';
import {
  bodyOf,
  isOf,
  parsed,
  type PluginRequests,
} from '../../../api/PluginRequests';
import { readEvents } from '../../../api/readEvents';
import { routeUrl } from '../../../api/routeUrl';
import { SILENCE_MS, SilenceTimer } from '../../../api/SilenceTimer';
import { UnexpectedAnswerError } from '../../../api/UnexpectedAnswerError';

const ASK_EVERY_MS = 2_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000];

/** Ends early where the caller has gone. */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  await new Promise<void>(resolve => {
    signal?.addEventListener('abort', () => resolve(), { signal: over.signal });
    setTimeout(resolve, signal?.aborted ? 0 : ms);
  });
  over.abort();
}

/** The backend's word that it can't be followed; anything else may pass. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof UnexpectedAnswerError ||
    (ResponseError.is(error) && error.statusCode < 500)
  );
}

/** Asks for one operation until it has ended. */
class OperationReader {
  private readonly url: string;
  /** False once something on the way is found to hold event streams back. */
  private streams = true;

  constructor(private readonly requests: PluginRequests, id: string) {
    this.url = routeUrl(routes.operation, { id });
  }

  /** The operation with each change, as long as the connection holds. */
  async *read(signal?: AbortSignal): AsyncGenerator<Operation> {
    const silence = new SilenceTimer(SILENCE_MS, signal);
    try {
      if (this.streams) {
        // Until an event shows the contrary.
        this.streams = false;
        yield* this.stream(silence);
      } else {
        yield await this.ask(silence.signal);
      }
    } finally {
      silence.stop();
    }
  }

  private async *stream(silence: SilenceTimer): AsyncGenerator<Operation> {
    const response = await this.fetchStream(silence.signal);
    if (isOf(response, 'application/json')) {
      yield await bodyOf<Operation>(response, routes.operation.response);
      return;
    }
    if (isOf(response, 'text/event-stream') && response.body) {
      for await (const event of readEvents(response.body, silence.reset)) {
        // What went wrong is told by the plain answer.
        if (event.event === 'error') break;
        if (event.event === 'operation') {
          this.streams = true;
          const operation = parsed(event.data, routes.operation.response);
          if (!operation) throw new UnexpectedAnswerError();
          yield operation as Operation;
        }
      }
    }
    silence.reset();
    yield await this.ask(silence.signal);
  }

  private async fetchStream(signal: AbortSignal): Promise<Response> {
    try {
      return await this.requests.fetch(this.url, {
        headers: { Accept: 'text/event-stream' },
        signal,
      });
    } catch (error) {
      // It says nothing about streams where nothing answers at all.
      this.streams = true;
      throw error;
    }
  }

  private ask(signal: AbortSignal): Promise<Operation> {
    return this.requests.getJson(this.url, routes.operation.response, signal);
  }
}

/** An operation with each change until it has ended, across lost connections. */
export async function* followOperation(
  requests: PluginRequests,
  options: { id: string; signal?: AbortSignal },
): AsyncGenerator<OperationEvent> {
  const { id, signal } = options;
  const reader = new OperationReader(requests, id);
  let failures = 0;
  for (;;) {
    let wait = ASK_EVERY_MS;
    try {
      for await (const operation of reader.read(signal)) {
        failures = 0;
        yield { type: 'operation', operation };
        if (hasEnded(operation)) return;
      }
    } catch (error) {
      if (signal?.aborted || isFinal(error)) throw error;
      wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
      failures += 1;
      yield { type: 'connection-lost' };
    }
    await pause(wait, signal);
    if (signal?.aborted) return;
  }
}
