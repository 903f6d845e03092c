import { ResponseError } from '@backstage/errors';
import {
  hasEnded,
  routes,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { UnexpectedAnswerError } from '../../api/requestFailure';
import { parsed, type RouteClient } from '../../api/RouteClient';

/**
 * What arrives while an operation is followed: the operation, anew with each
 * change, or that the connection is lost. It is tried again by itself, and the
 * operation goes on meanwhile.
 *
 * @public
 */
export type OperationEvent =
  | { type: 'operation'; operation: Operation }
  | { type: 'connection-lost' };

/**
 * What is followed of the remediation.
 *
 * @public
 */
export interface RemediationApi {
  /**
   * Follows an operation until it has ended, across lost connections. Throws
   * where the backend does not know it, or does not let it be seen.
   */
  followOperation(options: {
    id: string;
    signal?: AbortSignal;
  }): AsyncIterable<OperationEvent>;
}

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

/** An operation with each change until it has ended, across lost connections. */
export async function* followOperation(
  client: RouteClient,
  options: { id: string; signal?: AbortSignal },
): AsyncGenerator<OperationEvent> {
  const { id, signal } = options;
  // False once something on the way is found to hold event streams back.
  let streams = true;
  let failures = 0;

  async function* read(): AsyncGenerator<Operation> {
    const input = { params: { id }, signal };
    for await (const event of client.follow('operation', input, streams)) {
      if (event.type === 'open') {
        // Until an event shows the contrary.
        streams = false;
      } else if (event.type === 'answer') {
        yield event.answer;
      } else if (event.name === 'operation') {
        streams = true;
        yield parsed(event.data, routes.operation.response);
      }
    }
  }

  for (;;) {
    let wait = ASK_EVERY_MS;
    try {
      for await (const operation of read()) {
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
