const MAX_ENTRIES = 10_000;

/** The last part of an answer's time, in which it is asked for anew. */
const RENEWAL_SHARE = 0.2;

interface Entry<T> {
  answer: Promise<T>;
  until: number;
  /** Set while it is asked for anew. */
  renewal?: Promise<T>;
}

/**
 * Remembers answers for a short while, and lets callers who ask at the same
 * time share one. A failure is shared by those who wait for it, and forgotten.
 * Where many ask, an answer is renewed before its time is over, so that nobody
 * waits; none is given for longer than its time.
 */
export class BriefMemory<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly options: {
      keepMs: number;
      /** Answers that it is not true of are shared, but not kept. */
      keepIf?: (answer: T) => boolean;
      /** Milliseconds of a clock that is never set back. */
      now?: () => number;
    },
  ) {}

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.entries.get(key);
    if (!known) {
      const entry = { answer: ask(), until: Infinity };
      this.makeRoom();
      this.entries.set(key, entry);
      this.keep(key, entry);
      return entry.answer;
    }
    const leftMs = known.until - this.now();
    if (leftMs > this.options.keepMs * RENEWAL_SHARE) return known.answer;
    known.renewal ??= this.renew(key, known, ask);
    return leftMs > 0 ? known.answer : known.renewal;
  }

  private renew(
    key: string,
    known: Entry<T>,
    ask: () => Promise<T>,
  ): Promise<T> {
    const answer = ask();
    answer.then(
      () => {
        const entry = { answer, until: Infinity };
        if (this.entries.get(key) === known) this.entries.set(key, entry);
        this.keep(key, entry);
      },
      () => {
        known.renewal = undefined;
      },
    );
    return answer;
  }

  /** Counts from the answer, however long it took. */
  private keep(key: string, entry: Entry<T>): void {
    const forget = () => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    };
    entry.answer.then(answer => {
      if (this.options.keepIf?.(answer) === false) forget();
      else entry.until = this.now() + this.options.keepMs;
    }, forget);
  }

  private makeRoom() {
    if (this.entries.size < MAX_ENTRIES) return;
    const now = this.now();
    for (const [key, { until }] of this.entries) {
      if (until <= now) this.entries.delete(key);
    }
    // The oldest ones come first in a map.
    for (const key of this.entries.keys()) {
      if (this.entries.size < MAX_ENTRIES) break;
      this.entries.delete(key);
    }
  }

  private now(): number {
    return (this.options.now ?? (() => performance.now()))();
  }
}
