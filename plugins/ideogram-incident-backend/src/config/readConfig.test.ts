import { ConfigReader } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readIdeogramIncidentConfig } from './readConfig';

const read = (ideogramIncident: JsonValue, rest: JsonObject = {}) =>
  readIdeogramIncidentConfig(new ConfigReader({ ...rest, ideogramIncident }));

const target = (production: JsonObject, rest: JsonObject = {}) => {
  const found = read({ targets: { production }, ...rest }).targets.get(
    'production',
  );
  if (!found) throw new Error('The target was not read');
  return found;
};

const cluster = (rest: JsonObject = {}) => ({
  name: 'production',
  url: 'https://10.0.0.1:6443',
  serviceAccountToken: 'a-token',
  ...rest,
});

it('has no target and warns of it where nothing is configured', () => {
  const config = readIdeogramIncidentConfig(new ConfigReader({}));
  expect(config.targets.size).toBe(0);
  expect(config.warnings).toEqual([
    'ideogramIncident.targets is empty, so no Incident tab has anything to show: define a target, as docs/configuration.md says',
  ]);
});

it('gives an empty target what is always needed, and no upstream', () => {
  expect(target({})).toEqual({
    name: 'production',
    title: 'production',
    ideogram: {
      baseUrl: 'https://api.ideogram.ai',
      verifyPath: '/v2/account/api-keys',
    },
    prometheus: [],
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
    probes: {
      timeoutMs: 5000,
      timeouts: {},
      maxAgeMs: 5000,
      maxBytes: 8 * 1024 * 1024,
    },
    links: [],
  });
});

it.each<[string, JsonObject, object | undefined]>([
  ['an address', { baseUrl: 'https://api.ideogram.ai' }, {}],
  ['a probe', { probe: {} }, {}],
  ['a path', { probe: { path: '/up' } }, { path: '/up' }],
  ['the key', { probe: { verifyKey: true } }, { verifyKey: true }],
  ['neither', { verifyPath: '/me' }, undefined],
  ['no probe', { probe: false }, undefined],
  [
    'an address and no probe',
    { baseUrl: 'https://api.ideogram.ai', probe: false },
    undefined,
  ],
])('asks Ideogram itself where %s is written', (_, ideogram, probe) => {
  const asked = probe && {
    path: '/v1/.well-known/jwks.json',
    verifyKey: false,
    ...probe,
  };
  expect(target({ ideogram }).ideogram.probe).toEqual(asked);
  expect(target({}, { defaults: { ideogram } }).ideogram.probe).toEqual(asked);
});

it('lets a target switch off what the defaults ask of Ideogram', () => {
  const defaults = { ideogram: { probe: { verifyKey: true } } };
  expect(
    target({ ideogram: { probe: false } }, { defaults }).ideogram.probe,
  ).toBeUndefined();
});

it('warns of a key that is to be verified, and stands nowhere', () => {
  const { warnings } = read({
    targets: { production: { ideogram: { probe: { verifyKey: true } } } },
  });
  expect(warnings).toEqual([
    'ideogramIncident.targets.production.ideogram.probe.verifyKey has no effect: the key is read from the secret in kubernetes, which this target lacks',
  ]);
});

it("gives a section that is present the seed's values", () => {
  expect(
    target(
      {
        statusPage: {},
        health: {},
        prometheus: [{}],
        metrics: {},
        kubernetes: { cluster: 'production' },
      },
      { clusters: [cluster()] },
    ),
  ).toMatchObject({
    statusPage: { provider: 'statuspage', url: 'https://status.ideogram.ai' },
    health: {
      url: 'https://api.yourapp.com/health',
      path: 'services.ideogram',
    },
    prometheus: [{ url: 'http://localhost:9090', headers: {} }],
    metrics: {
      url: 'http://ideogram-integration.default.svc:3000/metrics',
    },
    kubernetes: {
      cluster: 'production',
      namespace: 'default',
      deployment: 'ideogram-integration',
      labelSelector: 'app=ideogram-integration',
      secret: { name: 'ideogram-secrets', key: 'api-key' },
      queue: { env: 'RATE_LIMIT_MODE', value: 'queue' },
      fallback: { env: 'IDEOGRAM_FALLBACK', value: 'true' },
      connection: {
        type: 'token',
        name: 'production',
        url: 'https://10.0.0.1:6443',
        token: 'a-token',
      },
    },
  });
});

it('lets a target override the defaults key by key, and a list as a whole', () => {
  const { targets } = read({
    defaults: {
      health: { url: 'https://one.example/health', path: 'a.b' },
      thresholds: { errorRatio: 0.1, latencyP95: '10s' },
      links: [
        { title: 'One', url: 'https://one.example' },
        { title: 'Two', url: 'https://two.example' },
      ],
      errorTypes: { odd: 'network', other: 'billing' },
    },
    targets: {
      production: {
        health: { path: 'c' },
        thresholds: { errorRatio: '0.2' },
        links: [{ title: 'Three', url: 'https://three.example/x' }],
        errorTypes: { odd: 'vendor-fault' },
      },
      staging: {},
    },
  });
  expect(targets.get('production')).toMatchObject({
    health: { url: 'https://one.example/health', path: 'c' },
    thresholds: { errorRatio: 0.2, latencyP95Seconds: 10 },
    links: [{ title: 'Three', url: 'https://three.example/x' }],
    errorTypes: { odd: 'vendor-fault', other: 'billing' },
  });
  expect(targets.get('staging')?.thresholds.errorRatio).toBe(0.1);
  expect(targets.get('staging')?.links).toHaveLength(2);
});

it('has no status page with provider none, also against the defaults', () => {
  const { targets } = read({
    defaults: { statusPage: { provider: 'instatus' } },
    targets: { production: { statusPage: { provider: 'none' } } },
  });
  expect(targets.get('production')).not.toHaveProperty('statusPage');
});

it('reads durations and sizes in all their forms', () => {
  expect(
    target({
      probes: {
        timeout: { seconds: 2 },
        maxAge: 0,
        maxBytes: '1.5 MiB',
        latency: { timeout: 'PT7S' },
        'status-page': { timeout: '300ms' },
      },
    }).probes,
  ).toEqual({
    timeoutMs: 2000,
    timeouts: { latency: 7000, 'status-page': 300 },
    maxAgeMs: 0,
    maxBytes: 1.5 * 1024 * 1024,
  });
  expect(target({ probes: { maxBytes: 4096 } }).probes.maxBytes).toBe(4096);
});

it('accepts the settings of probes that modules add', () => {
  const config = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: {
        targets: { production: { probes: { dns: { timeout: '1s' } } } },
      },
    }),
    { probeNames: ['dns'] },
  );
  expect(config.targets.get('production')?.probes.timeouts).toEqual({
    dns: 1000,
  });
});

it('drops the slash at the end of an address to which paths are appended', () => {
  expect(
    target({ prometheus: [{ url: 'https://p.example/prefix/' }] }).prometheus[0]
      .url,
  ).toBe('https://p.example/prefix');
});

it('reads the response times', () => {
  expect(read({ targets: {} }).incidents.respondWithin).toEqual({
    P1: 'PT15M',
    P2: 'PT1H',
    P3: 'PT4H',
    P4: 'next-business-day',
  });
  expect(
    read({
      incidents: { respondWithin: { P1: '5m', P3: 'PT1H30M', P4: '3d' } },
    }).incidents.respondWithin,
  ).toEqual({ P1: 'PT5M', P2: 'PT1H', P3: 'PT1H30M', P4: 'PT72H' });
});

it('warns of what has no effect in this version', () => {
  const config = read({
    targets: { production: {} },
    remediation: { escalation: 'Platform on-call' },
    communication: { slack: { webhookUrl: 'https://hooks.example/secret' } },
    evidence: {},
    postmortem: {},
  });
  expect(config.targets.get('production')?.escalation).toBe('Platform on-call');
  expect(config.warnings).toEqual([
    'ideogramIncident.communication has no effect in this version',
    'ideogramIncident.evidence has no effect in this version',
    'ideogramIncident.postmortem has no effect in this version',
  ]);
});

it('reads the business hours, and that incidents are not wanted', () => {
  expect(read({ targets: {} }).incidents).toMatchObject({
    enabled: true,
    businessHours: {
      timeZone: 'UTC',
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '17:00',
      holidays: [],
    },
  });
  const businessHours = {
    timeZone: 'Europe/Berlin',
    days: ['sun'],
    from: '22:00',
    to: '06:00',
    holidays: ['2026-12-25'],
  };
  expect(read({ incidents: { businessHours } }).incidents).toMatchObject({
    businessHours,
  });
  expect(read({ incidents: false }).incidents).toMatchObject({
    enabled: false,
    respondWithin: { P1: 'PT15M' },
  });
});
