import { LRUCache } from 'lru-cache';

/** The last part of an answer's time, in which it is asked for anew. */
const RENEWAL_SHARE = 0.2;

interface Entry<T> {
  answer: Promise<T>;
  /** Neither is set while the answer is waited for. */
  renewFrom: number;
  until: number;
  /** Set while it is asked for anew. */
  renewal?: Promise<T>;
}

/**
 * Keeps answers for a short while, and lets callers who ask at the same time
 * share one. A failure is shared by those who wait for it, and forgotten.
 * Where many ask, an answer is renewed before its time is over, so that nobody
 * waits; none is given for longer than its time.
 */
export class TtlCache<T> {
  private readonly entries: LRUCache<string, Entry<T>>;

  constructor(
    private readonly options: {
      /** From the answer on. One of 0 is shared, but not kept. */
      ttlMs: (answer: T) => number;
      max?: number;
      /** Milliseconds of a clock that is never set back. */
      now?: () => number;
    },
  ) {
    this.entries = new LRUCache({ max: options.max ?? 10_000 });
  }

  // The cache's own `fetch` keeps every answer, and for one time for all.
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    const now = this.now();
    if (known && now < known.renewFrom) return known.answer;
    const next = known?.renewal ?? this.ask(key, ask, known);
    return known && now < known.until ? known.answer : next;
  }

  private ask(
    key: string,
    ask: () => Promise<T>,
    known: Entry<T> | undefined,
  ): Promise<T> {
    const entry = { answer: ask(), renewFrom: Infinity, until: Infinity };
    if (known) known.renewal = entry.answer;
    else this.entries.set(key, entry);
    const isOurs = () => this.entries.peek(key) === (known ?? entry);
    entry.answer.then(
      answer => {
        const ttlMs = this.options.ttlMs(answer);
        entry.until = this.now() + ttlMs;
        entry.renewFrom = entry.until - ttlMs * RENEWAL_SHARE;
        if (!isOurs()) return;
        if (ttlMs > 0) this.entries.set(key, entry);
        else this.entries.delete(key);
      },
      () => {
        if (known) known.renewal = undefined;
        else if (isOurs()) this.entries.delete(key);
      },
    );
    return entry.answer;
  }

  private now(): number {
    return (this.options.now ?? (() => performance.now()))();
  }
}
