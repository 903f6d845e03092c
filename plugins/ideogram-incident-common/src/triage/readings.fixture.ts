import { classifyErrorType } from './errorClass';
import type { ErrorRateDetails } from './probes/errorRate';
import type { ReadingStatus } from './probes/probe';
import type { PodTrouble } from './probes/workload';
import {
  PROBE_NAMES,
  readingSchema,
  type ProbeName,
  type Reading,
  type ReadingDetails,
} from './reading';

const DETAILS: ReadingDetails = {
  'status-page': {
    url: 'https://status.ideogram.ai',
    incidents: [],
    maintenances: [],
    components: [{ name: 'API', status: 'operational' }],
  },
  'integration-health': {
    url: 'https://api.yourapp.com/health',
    httpStatus: 200,
    path: 'services.ideogram',
    value: 'healthy',
  },
  'error-rate': {
    window: '5m',
    requestsPerSecond: 3.1,
    errorsPerSecond: 0,
    errorRatio: 0,
    threshold: 0.05,
    errors: [],
    rateLimitedPerMinute: 0,
    rateLimitedThreshold: 5,
    blockedPerSecond: 0,
    warnings: [],
  },
  latency: { window: '5m', p95Seconds: 14, thresholdSeconds: 30, warnings: [] },
  'recent-errors': {
    since: '5m',
    total: 0,
    groups: [],
    lines: [],
    masked: 0,
    truncated: false,
    unreadablePods: [],
  },
  workload: {
    namespace: 'default',
    deployment: 'ideogram-integration',
    desired: 6,
    updated: 6,
    available: 6,
    restarts: 0,
    pods: [],
  },
  'ideogram-api': {
    url: 'https://api.ideogram.ai/v1/.well-known/jwks.json',
    httpStatus: 200,
    seconds: 0.08,
  },
};

/** A reading as a probe would give it. */
export function reading<P extends ProbeName>(
  probe: P,
  status: ReadingStatus,
  details?: Partial<ReadingDetails[P]>,
  more: Partial<Pick<Reading, 'summary' | 'problem' | 'source'>> = {},
): Reading {
  const whole = { ...DETAILS[probe], ...details };
  return readingSchema.parse({
    probe,
    status,
    summary: `summary of ${probe}`,
    observedAt: '2026-11-23T12:00:00.000Z',
    durationMs: 12,
    ...(status === 'unknown' ? {} : { details: whole }),
    ...more,
  });
}

/** Shares of 3.1 requests/s that fail, by the label of the error series. */
export function failing(shares: Record<string, number>): ErrorRateDetails {
  const errors = Object.entries(shares).flatMap(([errorType, share]) => {
    const errorClass = classifyErrorType(errorType);
    return errorClass === 'blocked'
      ? []
      : [{ errorType, errorClass, perSecond: share * 3.1 }];
  });
  const errorsPerSecond = errors.reduce((sum, e) => sum + e.perSecond, 0);
  return {
    ...DETAILS['error-rate'],
    errors: errors.sort((a, b) => b.perSecond - a.perSecond),
    errorsPerSecond,
    errorRatio: errorsPerSecond / 3.1,
  };
}

/** Error lines that name HTTP statuses, with how often. */
export function logged(
  ...counts: [httpStatus: number | undefined, count: number][]
): Reading {
  const groups = counts.map(([httpStatus, count]) => ({
    text: `${httpStatus ?? 'some'} error`,
    count,
    httpStatus,
  }));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return reading('recent-errors', total > 0 ? 'degraded' : 'ok', {
    total,
    groups,
  });
}

const HEALTHY: Partial<Record<ProbeName, Reading>> = {
  'status-page': reading('status-page', 'ok'),
  'integration-health': reading('integration-health', 'ok'),
  'error-rate': reading('error-rate', 'ok'),
  latency: reading('latency', 'ok'),
  'recent-errors': reading('recent-errors', 'ok'),
  workload: reading('workload', 'ok'),
};

/**
 * All readings that are there by default, ok but for those given; `undefined`
 * is not configured.
 */
export function readings(
  changes: Partial<Record<ProbeName, Reading | ReadingStatus | undefined>> = {},
): Reading[] {
  return PROBE_NAMES.flatMap(probe => {
    const change = probe in changes ? changes[probe] : HEALTHY[probe];
    if (change === undefined) return [];
    return [typeof change === 'string' ? reading(probe, change) : change];
  });
}

const METRICS_PROBLEM = {
  issue: 'Metrics are unavailable.',
  cause: 'Prometheus down: localhost:9090 refuses the connection.',
  solution: 'Check backup metrics.',
};

const announced = reading('status-page', 'failing', {
  incidents: [
    {
      title: 'Elevated API errors',
      ours: true,
      impact: 'major_outage',
      url: 'https://status.ideogram.ai/incidents/1',
    },
  ],
});
const healthSays = (value: string, status: ReadingStatus) =>
  reading('integration-health', status, { value, ideogram: 'failing' });

/** A deployment of which no pod is available, for they all crash. */
export const crashed = (
  brokenRollout?: ReadingDetails['workload']['brokenRollout'],
  trouble: PodTrouble = 'crashing',
) =>
  reading('workload', 'failing', {
    available: 0,
    restarts: 18,
    pods: ['a', 'b'].map(name => ({
      name,
      ready: false,
      restarts: 9,
      trouble,
    })),
    ...(brokenRollout && { brokenRollout }),
  });

/** What the scenarios of the sandbox let the probes read. */
export const SCENARIOS = {
  healthy: readings(),
  'vendor-outage': readings({
    'status-page': announced,
    'integration-health': healthSays('down', 'failing'),
    'error-rate': reading(
      'error-rate',
      'failing',
      failing({ 503: 0.71, 500: 0.25 }),
    ),
    latency: reading('latency', 'degraded', { p95Seconds: 41 }),
    'recent-errors': logged([503, 661], [500, 232]),
  }),
  'vendor-outage-unannounced': readings({
    'integration-health': healthSays('down', 'failing'),
    'error-rate': reading(
      'error-rate',
      'failing',
      failing({ 503: 0.71, 500: 0.25 }),
    ),
    'recent-errors': logged([503, 661], [500, 232]),
  }),
  'key-revoked': readings({
    'integration-health': healthSays('unhealthy', 'failing'),
    'error-rate': reading('error-rate', 'failing', failing({ 401: 1 })),
    'recent-errors': logged([401, 930]),
  }),
  'no-credit': readings({
    'integration-health': healthSays('unhealthy', 'failing'),
    'error-rate': reading('error-rate', 'failing', failing({ 402: 1 })),
    'recent-errors': logged([402, 930]),
  }),
  'rate-limited': readings({
    'integration-health': reading('integration-health', 'degraded', {
      value: 'degraded',
      ideogram: 'degraded',
    }),
    'error-rate': reading('error-rate', 'degraded', {
      ...failing({ 429: 0.4 }),
      rateLimitedPerMinute: 74,
    }),
    'recent-errors': logged([429, 372]),
  }),
  slow: readings({
    latency: reading('latency', 'degraded', { p95Seconds: 41 }),
  }),
  'pods-crash': readings({
    'integration-health': reading('integration-health', 'failing', {
      httpStatus: undefined,
      path: undefined,
      value: undefined,
    }),
    'recent-errors': reading('recent-errors', 'degraded', {
      total: 12,
      groups: [{ text: 'styles: unexpected end', count: 12 }],
      lastWords: [
        {
          pod: 'a',
          exitCode: 1,
          lines: ['reading styles', 'error: styles: unexpected end'],
        },
      ],
    }),
    workload: crashed({ revision: 6, startedAt: '2026-11-23T11:58:00.000Z' }),
  }),
  'prometheus-down': readings({
    'error-rate': reading(
      'error-rate',
      'ok',
      {},
      {
        source: 'app:3000/metrics',
        problem: METRICS_PROBLEM,
      },
    ),
    latency: reading(
      'latency',
      'ok',
      {},
      {
        source: 'app:3000/metrics',
        problem: METRICS_PROBLEM,
      },
    ),
  }),
  'network-cut': readings({
    'status-page': 'unknown',
    'integration-health': healthSays('down', 'failing'),
    'error-rate': reading('error-rate', 'failing', failing({ network: 1 })),
    'recent-errors': logged([undefined, 930]),
  }),
} satisfies Record<string, Reading[]>;
