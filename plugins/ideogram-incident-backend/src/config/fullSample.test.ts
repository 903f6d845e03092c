import { ConfigReader } from '@backstage/config';
import { readIdeogramIncidentConfig } from './readConfig';

/** All that an operator can write, as the design of the configuration has it. */
const sample = {
  defaults: {},
  targets: {
    production: {
      title: 'Production',
      statusPage: {
        provider: 'statuspage',
        url: 'https://status.ideogram.ai',
        components: ['API'],
      },
      ideogram: {
        baseUrl: 'https://api.ideogram.ai',
        verifyPath: '/v2/account/api-keys',
        probe: { path: '/v1/.well-known/jwks.json', verifyKey: false },
      },
      health: {
        url: 'https://api.yourapp.com/health',
        path: 'services.ideogram',
      },
      prometheus: [{ url: 'http://localhost:9090', headers: {} }],
      metrics: {
        url: 'http://ideogram-integration.default.svc:3000/metrics',
      },
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
        latencyP95: '30s',
        rateLimitedPerMinute: 5,
      },
      kubernetes: {
        cluster: 'production',
        namespace: 'default',
        deployment: 'ideogram-integration',
        container: 'app',
        labelSelector: 'app=ideogram-integration',
        secret: { name: 'ideogram-secrets', key: 'api-key' },
        queue: { env: 'RATE_LIMIT_MODE', value: 'queue' },
        fallback: { env: 'IDEOGRAM_FALLBACK', value: 'true' },
      },
      probes: { timeout: '5s', maxAge: '5s', maxBytes: '8MiB' },
      links: [
        { title: 'Grafana', url: 'https://grafana.example.com/d/ideogram' },
      ],
    },
  },
  clusters: [
    {
      name: 'production',
      url: 'https://10.0.0.1:6443',
      caFile: '/etc/ideogram-incident/ca.crt',
      serviceAccountToken: 'token',
    },
  ],
  remediation: {
    escalation: 'Platform on-call, #platform-oncall',
    reason: 'optional',
    impersonate: false,
    fieldManager: 'backstage-ideogram-incident',
    rolloutTimeout: '10m',
    approvalExpiresAfter: '1h',
    actions: {
      'rotate-credential': { approval: 'second-person', reason: 'required' },
      restart: { enabled: false },
      'scale-out': {
        title: 'Scale out',
        kind: 'scale',
        replicas: 6,
        risk: 'medium',
      },
    },
  },
  incidents: {
    watcher: { enabled: true, every: '60s' },
    alerts: {
      heartbeat: {
        every: '5m',
        match: { alertname: 'IdeogramIncidentHeartbeat' },
      },
    },
    respondWithin: { P1: '15m', P2: '1h', P3: '4h', P4: 'next-business-day' },
    businessHours: {
      timeZone: 'Europe/Berlin',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '17:00',
    },
    objective: '99.9%',
  },
  communication: {
    updateEvery: '20m',
    templates: {},
    slack: { webhookUrl: 'https://hooks.example/x' },
    statuspage: { pageId: '', apiKey: 'key' },
  },
  evidence: {
    storage: { type: 'local', directory: './evidence' },
    retention: '30d',
    maxBytes: '5GiB',
    redaction: { patterns: [], personalData: true, prompts: true },
  },
  postmortem: {
    publisher: { type: 'folder' },
    directory: 'docs/postmortems',
    template: '',
  },
};

const read = (ideogramIncident: object) =>
  readIdeogramIncidentConfig(
    new ConfigReader(JSON.parse(JSON.stringify({ ideogramIncident }))),
  );

it('is read without a mistake', () => {
  const { targets, incidents, remediation, warnings } = read(sample);
  expect(targets.get('production')).toMatchObject({
    title: 'Production',
    escalation: 'Platform on-call, #platform-oncall',
    kubernetes: {
      container: 'app',
      connection: { caFile: '/etc/ideogram-incident/ca.crt' },
    },
  });
  expect(incidents.respondWithin.P4).toBe('next-business-day');
  expect([...remediation.actions]).toEqual([
    [
      'rotate-credential',
      { enabled: true, approval: true, reason: 'required' },
    ],
    ['restart', { enabled: false, approval: false }],
    ['scale-out', { enabled: true, approval: false }],
  ]);
  expect(remediation.operatorActions).toEqual([
    {
      id: 'scale-out',
      title: 'Scale out',
      kind: 'scale',
      replicas: 6,
      risk: 'medium',
    },
  ]);
  expect(warnings).toHaveLength(3);
});

it('says what the defaults are: leaving them out changes nothing', () => {
  const {
    title,
    statusPage: { components },
    kubernetes: { cluster, container },
    links,
  } = sample.targets.production;
  const production = {
    title,
    statusPage: { components },
    ideogram: { probe: {} },
    health: {},
    prometheus: [{}],
    metrics: {},
    kubernetes: { cluster, container },
    links,
  };
  const { escalation, actions } = sample.remediation;
  const remediation = { escalation, actions };
  const { targets, remediation: said } = read(sample);
  expect(
    read({ ...sample, targets: { production }, incidents: {}, remediation }),
  ).toMatchObject({ targets, remediation: said });
});
