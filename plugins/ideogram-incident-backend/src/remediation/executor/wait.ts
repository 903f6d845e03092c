import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after so many milliseconds; rejects when the replica shuts down. */
export type Wait = (ms: number) => Promise<void>;

export const createWait =
  (signal: AbortSignal): Wait =>
  ms =>
    delay(ms, undefined, { signal, ref: false });
