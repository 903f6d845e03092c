const MAX_SNAPSHOTS = 500;
const MAX_KEYS = 200;
const MAX_SERIES = 10_000;
/** What a process that has just started may have counted, of what was before. */
const RESTART_SHARE = 0.1;
const RESTART_COUNT = 20;
/** Less apart, two scrapes tell too little. */
const MIN_SECONDS = 0.1;

interface Snapshot {
  /** Unix seconds. */
  at: number;
  totals: Totals;
}

/** One process shows more kinds of a thing than can be kept. */
export class TooManyKeysError extends Error {}

/**
 * What one process has counted, over a bounded number of scrapes. Totals only
 * grow: a counter that falls has been reset and starts from zero, and one that
 * appears later has counted since the scrape before.
 */
export class CounterHistory {
  private readonly snapshots: Snapshot[] = [];
  private lastValues = new Map<string, number>();
  /** By the series that grew most, per second of the last stretch. */
  private growth?: number;

  /** @param since - Unix seconds when all counters were zero, if that is known */
  constructor(since?: number) {
    if (since !== undefined) {
      this.snapshots.push({ at: since, totals: new Map() });
    }
  }

  add(at: number, counters: readonly Counter[]): void {
    if (at < (this.snapshots.at(-1)?.at ?? at)) this.forget();
    const previous = this.snapshots.at(-1);
    this.growth = this.growthTo(at, counters) ?? this.growth;
    // Also of those that are missing this time: they may come back.
    const values =
      this.lastValues.size < MAX_SERIES ? new Map(this.lastValues) : new Map();
    const totals = new Map<string, Map<string, number>>();
    for (const [group, keys] of previous?.totals ?? []) {
      totals.set(group, new Map(keys));
    }
    for (const { group, key, series, value } of counters) {
      const last = previous ? this.lastValues.get(series) ?? 0 : value;
      const increase = value >= last ? value - last : value;
      const keys = totals.get(group) ?? new Map<string, number>();
      keys.set(key, (keys.get(key) ?? 0) + increase);
      if (keys.size > MAX_KEYS) throw new TooManyKeysError();
      totals.set(group, keys);
      values.set(series, value);
    }
    this.lastValues = values;
    this.snapshots.push({ at, totals });
    if (this.snapshots.length > MAX_SNAPSHOTS) this.snapshots.shift();
  }

  /** Unix seconds of the last scrape. */
  get lastAt(): number | undefined {
    return this.snapshots.at(-1)?.at;
  }

  /** Its own rate so far, by which the next one is measured. */
  get usualGrowth(): number | undefined {
    return this.growth;
  }

  /** Whether counters fell, as they never do in one process. */
  falls(counters: readonly Counter[]): boolean {
    return this.fallen(counters).length > 0;
  }

  /** Whether all that fell is so little that it has just begun anew. */
  beginsAnew(at: number, counters: readonly Counter[]): boolean {
    const most = Math.max(RESTART_COUNT, (at - (this.lastAt ?? at)) * 10);
    const fallen = this.fallen(counters);
    return (
      fallen.every(
        ({ series, value }) =>
          value <= (this.lastValues.get(series) ?? 0) * RESTART_SHARE,
      ) && counters.every(({ value }) => value <= most)
    );
  }

  private fallen(counters: readonly Counter[]): Counter[] {
    return counters.filter(
      ({ series, value }) => value < (this.lastValues.get(series) ?? 0),
    );
  }

  /** Per second, by the series that grew most since the last scrape. */
  growthTo(at: number, counters: readonly Counter[]): number | undefined {
    const seconds = at - (this.lastAt ?? at);
    if (seconds <= 0 || this.lastValues.size === 0) return undefined;
    const increases = counters.map(
      ({ series, value }) => value - (this.lastValues.get(series) ?? 0),
    );
    return Math.max(0, ...increases) / seconds;
  }

  /**
   * What was counted in the window that ends at a moment; undefined where that
   * holds no two scrapes.
   */
  increase(until: number, windowSeconds: number): Increase | undefined {
    const last = this.snapshots.findLast(({ at }) => at <= until);
    const first = this.snapshots.find(({ at }) => at >= until - windowSeconds);
    if (!last || !first || last.at - first.at < MIN_SECONDS) {
      return undefined;
    }
    const totals = new Map<string, Map<string, number>>();
    for (const [group, keys] of last.totals) {
      const before = first.totals.get(group);
      const increases = [...keys].map(([key, total]): [string, number] => [
        key,
        total - (before?.get(key) ?? 0),
      ]);
      totals.set(group, new Map(increases));
    }
    return { at: last.at, seconds: last.at - first.at, totals };
  }

  /** Where it turns out that what came before was not of one process. */
  forgetPast(): void {
    this.snapshots.splice(0, this.snapshots.length - 1);
    this.growth = undefined;
  }

  /** What was scraped before the clock was set back can't be compared. */
  private forget(): void {
    this.snapshots.length = 0;
    this.lastValues.clear();
  }
}

/** A counter of a process, sorted into what it counts. */
export interface Counter {
  /** What it counts, such as `errors`. */
  group: string;
  /** Counters of a group with the same key are added up. */
  key: string;
  /** Tells this counter from all others of the process. */
  series: string;
  value: number;
}

/** By group, then key. A group without any counter is absent: it is not zero. */
export type Totals = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How much was counted in a stretch of time. */
export interface Increase {
  /** Unix seconds of the end. */
  at: number;
  seconds: number;
  totals: Totals;
}
