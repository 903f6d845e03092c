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
