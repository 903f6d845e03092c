import {
  evaluateReadings,
  type Outage,
  type Reading,
  type TargetDescription,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';

const TARGET: TargetDescription = {
  name: 'production',
  title: 'Production',
  statusPage: { provider: 'statuspage', url: 'https://status.ideogram.ai' },
  ideogram: {
    baseUrl: 'https://api.ideogram.ai',
    verifyPath: '/v2/account/api-keys',
  },
  health: { url: 'https://api.yourapp.com/health', path: 'services.ideogram' },
  prometheus: [{ url: 'http://localhost:9090' }],
  queries: {
    selector: '',
    window: '5m',
    errorsByType: 'sum by (error_type) (rate(ideogram_errors_total[5m]))',
    requests: 'sum(rate(ideogram_requests_total[5m]))',
    latencyP95:
      'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket[5m])))',
  },
  errorTypes: {},
  thresholds: {
    errorRatio: 0.05,
    latencyP95Seconds: 30,
    rateLimitedPerMinute: 5,
  },
  kubernetes: {
    cluster: 'production',
    namespace: 'default',
    deployment: 'ideogram-integration',
    labelSelector: 'app=ideogram-integration',
    secret: { name: 'ideogram-secrets', key: 'api-key' },
    queue: { env: 'RATE_LIMIT_MODE', value: 'queue' },
    fallback: { env: 'IDEOGRAM_FALLBACK', value: 'true' },
  },
  links: [],
};

/** The triage of some readings, by the true rules. */
export function triageOf(
  readings: Reading[],
  options: {
    target?: string;
    entityRef?: string;
    /** Since when it is as bad, ISO 8601. */
    since?: string;
    /** Where that is not known. */
    seenSince?: string;
    lastOutage?: Outage;
  } = {},
): Triage {
  const target = options.target ?? 'production';
  const evaluation = evaluateReadings({
    target: { ...TARGET, name: target },
    readings,
  });
  const finishedAt = readings[0].observedAt;
  return {
    entityRef: options.entityRef ?? 'component:default/ideogram-integration',
    target,
    startedAt: new Date(Date.parse(finishedAt) - 1_200).toISOString(),
    finishedAt,
    readings,
    ...evaluation,
    severity: {
      ...evaluation.severity,
      since: options.since,
      seenSince: options.seenSince,
    },
    lastOutage: options.lastOutage,
  };
}
