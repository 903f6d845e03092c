import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';

const EVERY_MS = 250;
const LIMIT_MS = 180_000;

/**
 * Waits until an address answers with success, and gives the answer.
 *
 * @param {AbortSignal} [options.signal] - ends the waiting
 */
export async function waitUntilAnswers(
  url,
  name,
  { headers = {}, signal } = {},
) {
  const until = Date.now() + LIMIT_MS;
  let last = 'it refuses connections';
  while (Date.now() < until) {
    try {
      const response = await fetch(url, {
        headers,
        signal: AbortSignal.any(
          [AbortSignal.timeout(10_000), signal].filter(Boolean),
        ),
      });
      const body = await response.text();
      if (response.ok) return body;
      last = `it answers ${response.status}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await delay(EVERY_MS, undefined, { signal });
  }
  throw new Failure(
    `The ${name} was not ready within ${
      LIMIT_MS / 60_000
    } minutes: ${last}. Its log is in .sandbox/logs.`,
  );
}
