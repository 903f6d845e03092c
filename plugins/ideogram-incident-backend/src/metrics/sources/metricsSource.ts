import type { Point, TimeRange } from '../../upstream/prometheus';

/** Requests and errors of a target, as one source tells them. */
export interface Traffic {
  /** A PromQL duration: over what the rates were taken. */
  window: string;
  /** Absent where the source has no such series: that is not zero. */
  requestsPerSecond?: number;
  /** By type; absent where the source has no such series. */
  errors?: { errorType: string; perSecond: number }[];
  warnings: string[];
  /** The source's word for that it could not look at all of its data. */
  missing?: string;
}

/** How long requests of a target take. */
export interface Latency {
  window: string;
  /** Absent where there were no requests. */
  p95?: {
    seconds: number;
    /** It is longer than that: the source counts no further. */
    orMore: boolean;
  };
  warnings: string[];
  /** As for the traffic. */
  missing?: string;
}

/** Both over time. What is absent could not be read, or has no series. */
export interface MetricsHistory {
  requests?: Point[];
  errors?: { errorType: string; points: Point[] }[];
  latencyP95?: Point[];
  warnings: string[];
  /** Of what could not be read, in words that follow the source's name. */
  faults: string[];
}

export interface Reader {
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  deadline: number;
}

/**
 * One place that knows a target's metrics. All of it throws UpstreamError,
 * also of kind `empty` where the source has no series of the target.
 */
export interface MetricsSource {
  /** As a person knows it. */
  readonly host: string;
  readonly isPrometheus: boolean;
  traffic(reader: Reader): Promise<Traffic>;
  latency(reader: Reader): Promise<Latency>;
  history(range: TimeRange, reader: Reader): Promise<MetricsHistory>;
}
