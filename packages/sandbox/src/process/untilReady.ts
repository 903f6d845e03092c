import { setTimeout as sleep } from 'node:timers/promises';
import type { GuardedProcess } from './guardedProcess';

const READY_WITHIN_MS = 30_000;

/**
 * Waits for a program of the Prometheus family.
 *
 * @throws with its last words where it does not start
 */
export async function untilReady(
  name: string,
  url: string,
  process: GuardedProcess,
) {
  let ended = false;
  process.ended.then(() => {
    ended = true;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && !ended) {
    if (await isReady(url)) return;
    await sleep(100);
  }
  throw new Error(
    `${name} did not start at ${url}: ${
      process.lastWords() || `not ready within ${READY_WITHIN_MS / 1000} s`
    }`,
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/-/ready`, {
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
