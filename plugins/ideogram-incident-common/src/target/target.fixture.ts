import type { KubernetesDescription, TargetDescription } from './target';

/** Where the runbook's integration runs. */
export const KUBERNETES: KubernetesDescription = {
  cluster: 'production',
  namespace: 'default',
  deployment: 'ideogram-integration',
  labelSelector: 'app=ideogram-integration',
  secret: { name: 'ideogram-secrets', key: 'api-key' },
  queue: { env: 'RATE_LIMIT_MODE', value: 'queue' },
  fallback: { env: 'IDEOGRAM_FALLBACK', value: 'true' },
};

/** A target with the runbook's names and addresses. */
export const TARGET: TargetDescription = {
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
    errorsByType:
      'sum by (error_type) (rate(ideogram_errors_total{$selector}[$window]))',
    requests: 'sum(rate(ideogram_requests_total{$selector}[$window]))',
    latencyP95:
      'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket{$selector}[$window])))',
  },
  errorTypes: {},
  thresholds: {
    errorRatio: 0.05,
    latencyP95Seconds: 30,
    rateLimitedPerMinute: 5,
  },
  kubernetes: KUBERNETES,
  links: [
    { title: 'Grafana', url: 'https://grafana.example.com/d/ideogram' },
    { title: 'Ideogram console', url: 'https://ideogram.example.com/keys' },
  ],
  escalation: 'Platform on-call, #platform-oncall',
};
