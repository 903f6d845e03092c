import type { ErrorClass } from './errorClass';

/**
 * What the summary of each built-in probe was read from. A field is absent
 * where the outside system did not tell it.
 *
 * @public
 */
export interface ReadingDetails {
  'status-page': StatusPageDetails;
  'integration-health': IntegrationHealthDetails;
  'error-rate': ErrorRateDetails;
  latency: LatencyDetails;
  'recent-errors': RecentErrorsDetails;
  workload: WorkloadDetails;
}

/** @public */
export interface StatusPageDetails {
  url: string;
  /** Announced and not over, those that count for us first. */
  incidents: {
    title: string;
    /** False where it names other components only. */
    ours: boolean;
    /** The provider's own word, such as `major` or `partial_outage`. */
    impact?: string;
    startedAt?: string;
    url?: string;
  }[];
  maintenances: {
    title: string;
    ours: boolean;
    inProgress: boolean;
    startsAt?: string;
    endsAt?: string;
  }[];
  /** The components that count for us. */
  components: { name: string; status: string }[];
}

/** @public */
export interface IntegrationHealthDetails {
  url: string;
  httpStatus?: number;
  /** Where in the body the answer stood, such as `services.ideogram`. */
  path?: string;
  /** What stood there. */
  value?: string;
  /** What the body says of its Ideogram part; absent where it says nothing. */
  ideogram?: 'ok' | 'degraded' | 'failing';
}

/** @public */
export interface ErrorRateDetails {
  /** A PromQL duration or the seconds between two scrapes, such as `5m`. */
  window: string;
  /** Absent where they are not counted. */
  requestsPerSecond?: number;
  errorsPerSecond: number;
  /** 0 to 1; absent where there are no requests, or they are not counted. */
  errorRatio?: number;
  /** The ratio from which the reading is degraded. */
  threshold: number;
  /** Largest first. 422 and blocked images are not among them. */
  errors: {
    /** The label's value: an HTTP status or a word. */
    errorType: string;
    errorClass: ErrorClass;
    perSecond: number;
  }[];
  rateLimitedPerMinute: number;
  rateLimitedThreshold: number;
  /** Images refused by the safety filter: counted apart, no errors. */
  blockedPerSecond: number;
  /** What the source warned of, such as partial data. */
  warnings: string[];
}

/** @public */
export interface LatencyDetails {
  window: string;
  /** Absent where there was no traffic. */
  p95Seconds?: number;
  thresholdSeconds: number;
  warnings: string[];
}

/** @public */
export interface RecentErrorsDetails {
  /** How far back was read, such as `5m`. */
  since: string;
  /** Error lines in all that was read. */
  total: number;
  /** Most frequent first. Numbers and ids are replaced, secrets are masked. */
  groups: {
    text: string;
    count: number;
    /** The HTTP status that the line names. */
    httpStatus?: number;
    lastSeenAt?: string;
  }[];
  /** The last 20 error lines, oldest first, secrets masked. */
  lines: { pod: string; at?: string; text: string }[];
  /** How many secrets were masked in the lines. */
  masked: number;
  /** True where a pod's log was longer than what was read. */
  truncated: boolean;
  /** Pods whose log could not be read. */
  unreadablePods: { pod: string; reason: string }[];
}

/** @public */
export type PodTrouble =
  | 'crashing'
  | 'out-of-memory'
  | 'unschedulable'
  | 'image-pull'
  | 'not-ready';

/** @public */
export type MitigationName = 'queue' | 'fallback';

/** @public */
export interface WorkloadDetails {
  namespace: string;
  deployment: string;
  desired: number;
  updated: number;
  available: number;
  restarts: number;
  /** The env overrides that are set. */
  mitigations?: MitigationName[];
  pods: {
    name: string;
    ready: boolean;
    restarts: number;
    trouble?: PodTrouble;
    /** The cluster's own words about the trouble. */
    message?: string;
    startedAt?: string;
    memory?: { usedBytes: number; limitBytes?: number };
  }[];
}
