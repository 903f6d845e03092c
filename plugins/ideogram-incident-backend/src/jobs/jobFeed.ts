import { setTimeout as delay } from 'node:timers/promises';
import { TtlCache } from '../resilience';

const LOOK_EVERY_MS = 500;

/** Tells of jobs as they go on, on whichever replica. */
export class JobFeed<E extends { version: number }> {
  // Any number of viewers cost one look.
  private readonly looks = new TtlCache<E>({
    ttlMs: () => LOOK_EVERY_MS / 2,
  });

  constructor(
    private readonly options: {
      /** @throws NotFoundError */
      get(id: string): Promise<E>;
      hasEnded(entry: E): boolean;
    },
  ) {}

  /** Sends the job, and again with each change, until it has ended. */
  async follow(
    id: string,
    send: (entry: E) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { get, hasEnded } = this.options;
    let version = -1;
    while (!signal.aborted) {
      const entry = await this.looks.get(id, () => get(id));
      if (entry.version > version) {
        version = entry.version;
        send(entry);
        if (hasEnded(entry)) return;
      }
      await delay(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  }
}
