const MAX_ENTRIES = 10_000;

/**
 * Remembers answers for a short while, and lets callers who ask at the same
 * time share one. A failure is shared by those who wait for it, and forgotten.
 */
export class BriefMemory<T> {
  private readonly entries = new Map<
    string,
    { answer: Promise<T>; until: number }
  >();

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
    if (known && this.now() < known.until) return known.answer;

    const entry = { answer: ask(), until: Infinity };
    const forget = () => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    };
    entry.answer.then(answer => {
      if (this.options.keepIf?.(answer) === false) forget();
      else entry.until = this.now() + this.options.keepMs;
    }, forget);
    this.makeRoom();
    this.entries.set(key, entry);
    return entry.answer;
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
