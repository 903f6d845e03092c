import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';

const EVERY_MS = 250;
const LIMIT_MS = 180_000;

/** Waits until an address answers with success, and gives the answer. */
export async function waitUntilAnswers(url, name, headers = {}) {
  const until = Date.now() + LIMIT_MS;
  let last = 'it refuses connections';
  while (Date.now() < until) {
    try {
      const response = await fetch(url, {
        headers,
        signal: AbortSignal.timeout(10_000),
      });
      const body = await response.text();
      if (response.ok) return body;
      last = `it answers ${response.status}`;
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await delay(EVERY_MS);
  }
  throw new Failure(
    `The ${name} was not ready within ${
      LIMIT_MS / 60_000
    } minutes: ${last}. Its log is in .sandbox/logs.`,
  );
}
