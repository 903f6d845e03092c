import type {
  ProbeName,
  Reading,
  ReadingDetails,
  ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';

const SOURCES: Record<ProbeName, string> = {
  'status-page': 'status.ideogram.ai',
  'integration-health': 'api.yourapp.com/health',
  'error-rate': 'Prometheus, localhost:9090',
  latency: 'Prometheus, localhost:9090',
  'recent-errors': 'cluster production',
  workload: 'deployment/ideogram-integration',
  'ideogram-api': 'api.ideogram.ai/v1/.well-known/jwks.json',
};

/** A reading as the backend answers it; `at` is ISO 8601. */
export function reading<P extends ProbeName>(
  at: string,
  probe: P,
  status: ReadingStatus,
  summary: string,
  details?: ReadingDetails[P],
): Reading {
  return {
    probe,
    status,
    summary,
    observedAt: at,
    durationMs: 120,
    source: SOURCES[probe],
    details,
  };
}

const pods = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `ideogram-integration-5d9c7b-${index}`,
    ready: true,
    restarts: 0,
    memory: { usedBytes: 110e6 - index * 5e6, limitBytes: 268e6 },
  }));

const lines = (at: string) =>
  Array.from({ length: 20 }, (_, index) => ({
    pod: `ideogram-integration-5d9c7b-${index % 6}`,
    at,
    text: `ERROR generate failed: 503 Service Unavailable request_id=${index} retry=false prompt_tokens=812`,
  }));

const errorRate = (
  errors: ReadingDetails['error-rate']['errors'],
  requestsPerSecond = 3.1,
): ReadingDetails['error-rate'] => {
  const errorsPerSecond = errors.reduce((sum, e) => sum + e.perSecond, 0);
  return {
    window: '5m',
    requestsPerSecond,
    errorsPerSecond,
    errorRatio: errorsPerSecond / requestsPerSecond,
    threshold: 0.05,
    errors,
    rateLimitedPerMinute: 0,
    rateLimitedThreshold: 5,
    blockedPerSecond: 0,
    warnings: [],
  };
};

const noErrorLines = {
  since: '5m',
  total: 0,
  groups: [],
  lines: [],
  masked: 0,
  truncated: false,
  unreadablePods: [],
};

export function healthyReadings(at: string): Reading[] {
  return [
    reading(at, 'status-page', 'ok', 'No incident announced', {
      url: 'https://status.ideogram.ai',
      incidents: [],
      maintenances: [],
      components: ['API', 'Web', 'Canvas', 'Billing'].map(name => ({
        name,
        status: 'operational',
      })),
    }),
    reading(at, 'integration-health', 'ok', 'Reports Ideogram as healthy', {
      url: 'https://api.yourapp.com/health',
      httpStatus: 200,
      path: 'services.ideogram',
      value: 'healthy',
      ideogram: 'ok',
    }),
    reading(
      at,
      'error-rate',
      'ok',
      '2% of 3.1 requests/s fail',
      errorRate([
        { errorType: '503', errorClass: 'vendor-fault', perSecond: 0.062 },
      ]),
    ),
    reading(at, 'latency', 'ok', 'P95 is 14 s', {
      window: '5m',
      p95Seconds: 14,
      thresholdSeconds: 30,
      warnings: [],
    }),
    reading(at, 'recent-errors', 'ok', 'No error line in 5 min', noErrorLines),
    reading(at, 'workload', 'ok', '6 of 6 pods available', {
      namespace: 'default',
      deployment: 'ideogram-integration',
      desired: 6,
      updated: 6,
      available: 6,
      restarts: 0,
      pods: pods(6),
    }),
  ];
}

/** The same readings, with some of them replaced. */
export function withChanges(all: Reading[], changes: Reading[]): Reading[] {
  return all.map(
    one => changes.find(({ probe }) => probe === one.probe) ?? one,
  );
}

export function vendorOutageReadings(at: string): Reading[] {
  return withChanges(healthyReadings(at), [
    reading(at, 'status-page', 'failing', 'Major outage announced', {
      url: 'https://status.ideogram.ai',
      incidents: [
        {
          title: 'Elevated API errors',
          ours: true,
          impact: 'major',
          startedAt: at,
          url: 'https://status.ideogram.ai/incidents/1',
        },
      ],
      maintenances: [],
      components: [{ name: 'API', status: 'major_outage' }],
    }),
    reading(at, 'integration-health', 'failing', 'Reports Ideogram as down', {
      url: 'https://api.yourapp.com/health',
      httpStatus: 200,
      path: 'services.ideogram',
      value: 'down',
      ideogram: 'failing',
    }),
    reading(
      at,
      'error-rate',
      'failing',
      '96% of 3.1 requests/s fail',
      errorRate([
        { errorType: '503', errorClass: 'vendor-fault', perSecond: 2.2 },
        { errorType: '500', errorClass: 'vendor-fault', perSecond: 0.776 },
      ]),
    ),
    reading(at, 'latency', 'degraded', 'P95 is 41 s', {
      window: '5m',
      p95Seconds: 41,
      thresholdSeconds: 30,
      warnings: [],
    }),
    reading(
      at,
      'recent-errors',
      'degraded',
      '893 error lines in 5 min, 2 kinds',
      {
        ...noErrorLines,
        total: 893,
        groups: [
          { text: '503 Service Unavailable', count: 661, httpStatus: 503 },
          { text: '500 Internal Server Error', count: 232, httpStatus: 500 },
        ],
        lines: lines(at),
        masked: 2,
      },
    ),
  ]);
}

export const METRICS_PROBLEM = {
  issue: 'Metrics are unavailable.',
  cause: 'Prometheus down: localhost:9090 refuses the connection.',
  solution:
    'Check backup metrics in Grafana, then bring Prometheus back, or ask those who run it.',
};

export const CLUSTER_PROBLEM = {
  issue: "Pods and logs can't be read.",
  cause:
    "Sign-in expired: the cluster production answers 401 to the portal's account.",
  solution:
    'Re-authenticate the portal: ask Platform on-call, #platform-oncall for a new token, and use your own sign-in with kubectl until then.',
};

/** A reading that could not be taken. */
export function unknownReading(
  at: string,
  probe: ProbeName,
  problem: Reading['problem'],
): Reading {
  return {
    ...reading(at, probe, 'unknown', "Can't be read"),
    source: undefined,
    problem,
  };
}

export function partlyUnknownReadings(at: string): Reading[] {
  return withChanges(healthyReadings(at), [
    reading(at, 'integration-health', 'degraded', 'Reports itself degraded', {
      url: 'https://api.yourapp.com/health',
      httpStatus: 200,
      path: 'status',
      value: 'degraded',
    }),
    unknownReading(at, 'error-rate', METRICS_PROBLEM),
    unknownReading(at, 'latency', METRICS_PROBLEM),
    unknownReading(at, 'recent-errors', CLUSTER_PROBLEM),
    unknownReading(at, 'workload', CLUSTER_PROBLEM),
  ]);
}
