import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
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

describe('a configuration without mistakes', () => {
  it('has no target and warns of it where nothing is configured', () => {
    const config = readIdeogramIncidentConfig(new ConfigReader({}));
    expect(config.targets.size).toBe(0);
    expect(config.warnings).toEqual([
      'ideogramIncident.targets defines no target, so no entity has one',
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
      target({ prometheus: [{ url: 'https://p.example/prefix/' }] })
        .prometheus[0].url,
    ).toBe('https://p.example/prefix');
  });

  it('reads the response times', () => {
    expect(read({ targets: {} }).respondWithin).toEqual({
      P1: 'PT15M',
      P2: 'PT1H',
      P3: 'PT4H',
      P4: 'next-business-day',
    });
    expect(
      read({
        incidents: { respondWithin: { P1: '5m', P3: 'PT1H30M', P4: '3d' } },
      }).respondWithin,
    ).toEqual({ P1: 'PT5M', P2: 'PT1H', P3: 'PT1H30M', P4: 'PT72H' });
  });

  it('warns of what has no effect in this version', () => {
    const config = read({
      targets: { production: {} },
      remediation: { escalation: 'Platform on-call', reason: 'required' },
      incidents: { watcher: { enabled: true } },
      communication: { slack: { webhookUrl: 'https://hooks.example/secret' } },
      evidence: {},
      postmortem: {},
    });
    expect(config.targets.get('production')?.escalation).toBe(
      'Platform on-call',
    );
    expect(config.warnings).toEqual([
      'ideogramIncident.remediation.reason has no effect in this version',
      'ideogramIncident.incidents.watcher has no effect in this version',
      'ideogramIncident.communication has no effect in this version',
      'ideogramIncident.evidence has no effect in this version',
      'ideogramIncident.postmortem has no effect in this version',
    ]);
  });
});

describe('clusters', () => {
  const connection = (ideogramIncident: JsonObject, rest?: JsonObject) =>
    read(
      {
        targets: { production: { kubernetes: { cluster: 'production' } } },
        ...ideogramIncident,
      },
      rest,
    ).targets.get('production')?.kubernetes?.connection;

  const ofKubernetesPlugin = (rest: JsonObject): JsonObject => ({
    kubernetes: {
      clusterLocatorMethods: [
        { type: 'catalog' },
        {
          type: 'config',
          clusters: [
            {
              name: 'production',
              url: 'https://10.0.0.2',
              authProvider: 'serviceAccount',
              ...rest,
            },
          ],
        },
      ],
    },
  });

  it.each([
    [
      'a token',
      cluster({ serviceAccountToken: 'abc\n', caFile: '/ca.crt' }),
      {
        type: 'token',
        name: 'production',
        url: 'https://10.0.0.1:6443',
        token: 'abc',
        caFile: '/ca.crt',
      },
    ],
    [
      'a kubeconfig',
      { name: 'production', kubeconfig: '/etc/kubeconfig' },
      { type: 'kubeconfig', name: 'production', file: '/etc/kubeconfig' },
    ],
    [
      'the account of the pod',
      { name: 'production', inCluster: true },
      { type: 'in-cluster', name: 'production' },
    ],
  ])('are reached with %s', (_, configured, expected) => {
    expect(connection({ clusters: [configured] })).toEqual(expected);
  });

  it.each([
    [
      { serviceAccountToken: 'xyz', caData: 'QUJD', skipTLSVerify: true },
      {
        type: 'token',
        name: 'production',
        url: 'https://10.0.0.2',
        token: 'xyz',
        caData: 'QUJD',
        skipTLSVerify: true,
      },
    ],
    [{}, { type: 'in-cluster', name: 'production' }],
  ])('come from the Kubernetes plugin too: %j', (configured, expected) => {
    expect(connection({}, ofKubernetesPlugin(configured))).toEqual(expected);
  });

  it('of our own win over those of the Kubernetes plugin', () => {
    expect(
      connection(
        { clusters: [cluster()] },
        ofKubernetesPlugin({ serviceAccountToken: 'xyz' }),
      ),
    ).toMatchObject({ url: 'https://10.0.0.1:6443' });
  });

  it.each([
    [
      { authProvider: 'google' },
      'authProvider must be serviceAccount for this plugin to sign in',
    ],
    [
      { serviceAccountToken: 'xyz', url: 'ftp://x' },
      'url must be a whole http or https address, such as https://example.com',
    ],
  ])('of the Kubernetes plugin matter only in use: %j', (wrong, why) => {
    const rest = ofKubernetesPlugin(wrong);
    expect(() => read({ targets: { production: {} } }, rest)).not.toThrow();
    expect(() => connection({}, rest)).toThrow(
      `ideogramIncident.targets.production.kubernetes.cluster names a cluster that cannot be used: kubernetes.clusterLocatorMethods[1].clusters[0].${why}; correct it, or define the cluster in ideogramIncident.clusters`,
    );
  });
});

function mistakesOf(ideogramIncident: JsonValue): string[] {
  try {
    read(ideogramIncident);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map(text => text.trim().replace(/^ideogramIncident[. ]/, ''));
  }
  return [];
}

const ADDRESS =
  'must be a whole http or https address, such as https://example.com';
const SECRET = 's3cr3t-value';

describe('mistakes in a target', () => {
  it.each<[JsonValue, string]>([
    ['x', ' must be a mapping of keys to values'],
    [
      { statuspage: {} },
      '.statuspage is not a known key, probably statusPage is meant; known here: statusPage, health, metrics, kubernetes, title, ideogram, prometheus, queries, errorTypes, thresholds, probes, links',
    ],
    [
      { thresholds: { errorRation: 0.1 } },
      '.thresholds.errorRation is not a known key, probably errorRatio is meant; known here: errorRatio, latencyP95, rateLimitedPerMinute',
    ],
    [{ title: '' }, '.title must be a text that is not empty'],
    [{ title: 5 }, ".title must be a text: put it in quotes, such as 'true'"],
    [{ title: 'a\nb' }, '.title must be a single line'],
    [
      { statusPage: { provider: 'cachet' } },
      '.statusPage.provider must be one of statuspage, instatus, incidentio, betterstack, none',
    ],
    [{ statusPage: { url: 'status.example' } }, `.statusPage.url ${ADDRESS}`],
    [
      { statusPage: { url: 'https://status.example/?a=b' } },
      '.statusPage.url must be an address without ? and #, because paths are appended to it',
    ],
    [
      { statusPage: { components: 'API' } },
      '.statusPage.components must be a list',
    ],
    [
      { statusPage: { components: [] } },
      '.statusPage.components must name a component, or be left out',
    ],
    [
      { statusPage: { components: ['API', {}] } },
      '.statusPage.components[1] must be a text that is not empty',
    ],
    [
      { ideogram: { baseUrl: 'data:text/html,x' } },
      `.ideogram.baseUrl ${ADDRESS}`,
    ],
    [
      { ideogram: { verifyPath: '//evil.example' } },
      '.ideogram.verifyPath must be a path that begins with one /, without ? and #',
    ],
    [{ health: 'on' }, '.health must be a mapping of keys to values'],
    [{ health: { url: 'file:///etc/passwd' } }, `.health.url ${ADDRESS}`],
    [
      { health: { url: `https://me:${SECRET}@example.com` } },
      '.health.url must not hold a user name or password: addresses are shown; leave it out',
    ],
    [
      { health: { path: 'a..b' } },
      '.health.path must be up to ten keys joined by dots, such as services.ideogram',
    ],
    [{ prometheus: {} }, '.prometheus must be a list'],
    [
      { prometheus: ['http://localhost:9090'] },
      '.prometheus[0] must be a mapping of keys to values',
    ],
    [
      { prometheus: [{}, { url: `http://${SECRET}@localhost` }] },
      '.prometheus[1].url must not hold a user name or password: addresses are shown; use headers',
    ],
    [
      { prometheus: [{ headers: { 'X-Org': `${SECRET}\r\nHost: evil` } }] },
      '.prometheus[0].headers.X-Org must be a text in one line, of latin characters',
    ],
    [
      { prometheus: [{ headers: { [`Authorization: ${SECRET}`]: 'x' } }] },
      '.prometheus[0].headers has a name that is not the name of an HTTP header',
    ],
    [
      { prometheus: [{ headers: { Host: 'x' } }] },
      '.prometheus[0].headers.Host is set by every request itself; leave it out',
    ],
    [{ metrics: { url: '' } }, `.metrics.url ${ADDRESS}`],
    [
      { queries: { selector: '{job="x"}' } },
      '.queries.selector must be PromQL label matchers without braces, such as job="ideogram-integration"',
    ],
    [
      { queries: { window: '5 minutes' } },
      '.queries.window must be a PromQL duration, such as 5m or 1h30m',
    ],
    [
      { queries: { window: '0m' } },
      '.queries.window must be a PromQL duration, such as 5m or 1h30m',
    ],
    [
      { queries: { errorsByType: ' ' } },
      '.queries.errorsByType must be a text that is not empty',
    ],
    [
      { queries: { requests: '' } },
      '.queries.requests must be a text that is not empty',
    ],
    [
      { queries: { latencyP95: [] } },
      '.queries.latencyP95 must be a text that is not empty',
    ],
    [
      { errorTypes: { odd: 'auth' } },
      '.errorTypes.odd must be one of authentication, billing, rate-limited, vendor-fault, network, unclassified',
    ],
    [
      { thresholds: { errorRatio: 5 } },
      '.thresholds.errorRatio must be a share of requests over 0 and at most 1, such as 0.05',
    ],
    [
      { thresholds: { errorRatio: 0 } },
      '.thresholds.errorRatio must be a share of requests over 0 and at most 1, such as 0.05',
    ],
    [
      { thresholds: { errorRatio: '5%' } },
      '.thresholds.errorRatio must be a share of requests over 0 and at most 1, such as 0.05',
    ],
    [
      { thresholds: { latencyP95: 30 } },
      '.thresholds.latencyP95 must be a duration from 1ms to 1h, such as 5s, PT5S or { seconds: 5 }',
    ],
    [
      { thresholds: { rateLimitedPerMinute: -1 } },
      '.thresholds.rateLimitedPerMinute must be a number that is 0 or more',
    ],
    [{ kubernetes: {} }, '.kubernetes.cluster is missing'],
    [
      { kubernetes: { cluster: SECRET } },
      '.kubernetes.cluster is not the name of a known cluster; known: production (from ideogramIncident.clusters, and from kubernetes.clusterLocatorMethods of type config)',
    ],
    [
      { kubernetes: { cluster: 'production', namespace: '../kube-system' } },
      '.kubernetes.namespace must be a Kubernetes name: up to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit',
    ],
    [
      { kubernetes: { cluster: 'production', deployment: 'A' } },
      '.kubernetes.deployment must be a Kubernetes name: a-z, 0-9, - and ., beginning and ending with a letter or digit',
    ],
    [
      { kubernetes: { cluster: 'production', container: 'a.b' } },
      '.kubernetes.container must be a Kubernetes name: up to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit',
    ],
    [
      { kubernetes: { cluster: 'production', labelSelector: 'app=a b' } },
      '.kubernetes.labelSelector must be a Kubernetes label selector, such as app=ideogram-integration or app in (a, b)',
    ],
    [
      { kubernetes: { cluster: 'production', labelSelector: '' } },
      '.kubernetes.labelSelector must be a Kubernetes label selector, such as app=ideogram-integration or app in (a, b)',
    ],
    [
      { kubernetes: { cluster: 'production', secret: { name: 'a/b' } } },
      '.kubernetes.secret.name must be a Kubernetes name: a-z, 0-9, - and ., beginning and ending with a letter or digit',
    ],
    [
      { kubernetes: { cluster: 'production', secret: { key: '..' } } },
      '.kubernetes.secret.key must be a key of a secret: letters, digits, -, _ and .',
    ],
    [
      { kubernetes: { cluster: 'production', queue: { env: '1-A' } } },
      '.kubernetes.queue.env must be the name of an environment variable: letters, digits and _, not beginning with a digit',
    ],
    [
      { kubernetes: { cluster: 'production', fallback: { value: true } } },
      ".kubernetes.fallback.value must be a text: put it in quotes, such as 'true'",
    ],
    [
      { probes: { timeout: '2h' } },
      '.probes.timeout must be a duration from 100ms to 60s, such as 5s, PT5S or { seconds: 5 }',
    ],
    [
      { probes: { maxAge: '-5s' } },
      '.probes.maxAge must be a duration from 0 to 5m, such as 5s, PT5S or { seconds: 5 }',
    ],
    [
      { probes: { maxBytes: '8 megs' } },
      '.probes.maxBytes must be a size from 1KiB to 256MiB, such as 8MiB',
    ],
    [
      { probes: { maxBytes: '1TB' } },
      '.probes.maxBytes must be a size from 1KiB to 256MiB, such as 8MiB',
    ],
    [
      { probes: { latency: { timeout: 'soon' } } },
      '.probes.latency.timeout must be a duration from 100ms to 60s, such as 5s, PT5S or { seconds: 5 }',
    ],
    [
      { probes: { latencies: { timeout: '1s' } } },
      '.probes.latencies is not a known key, probably latency is meant; known here: status-page, integration-health, error-rate, latency, recent-errors, workload, timeout, maxAge, maxBytes',
    ],
    [{ links: [{ url: 'https://a.example' }] }, '.links[0].title is missing'],
    [
      { links: [{ title: 'A', url: 'data:text/html,x' }] },
      `.links[0].url ${ADDRESS}`,
    ],
  ])('%j', (production, expected) => {
    expect(
      mistakesOf({ targets: { production }, clusters: [cluster()] }),
    ).toEqual([`targets.production${expected}`]);
  });
});

describe('mistakes elsewhere', () => {
  const WAY =
    'clusters[0] must say how the cluster is reached by exactly one of url (with serviceAccountToken), kubeconfig (a file) and inCluster: true';

  it.each<[JsonValue, string[]]>([
    ['on', ['must be a mapping of keys to values']],
    [
      { target: {} },
      [
        'target is not a known key, probably targets is meant; known here: clusters, remediation, incidents, defaults, targets, communication, evidence, postmortem',
      ],
    ],
    [
      { targets: { 'a, b': {} } },
      [
        'targets."a, b" must have a name of up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit',
      ],
    ],
    [{ clusters: {} }, ['clusters must be a list']],
    [{ clusters: [{ name: 'a' }] }, [WAY]],
    [{ clusters: [cluster({ inCluster: true })] }, [WAY]],
    [
      { clusters: [{ kubeconfig: '/a', caFile: '/b' }] },
      ['clusters[0].name is missing', 'clusters[0].caFile needs url beside it'],
    ],
    [
      { clusters: [{ name: 'a', url: 'https://a.example' }] },
      ['clusters[0].serviceAccountToken is missing'],
    ],
    [
      { clusters: [cluster({ serviceAccountToken: `${SECRET} x` })] },
      [
        'clusters[0].serviceAccountToken must be a token: a text without spaces',
      ],
    ],
    [
      { clusters: [cluster({ url: `https://a:${SECRET}@b` })] },
      [
        'clusters[0].url must not hold a user name or password: addresses are shown; use serviceAccountToken',
      ],
    ],
    [
      { clusters: [cluster({ caFile: '/a', caData: '-----BEGIN' })] },
      ['clusters[0].caData must be a certificate in PEM, as base64'],
    ],
    [
      { clusters: [cluster({ caFile: '/a', caData: 'QUJD' })] },
      ['clusters[0].caData must not stand beside caFile; keep one of them'],
    ],
    [
      { clusters: [cluster(), cluster()] },
      ['clusters[1].name is the name of an earlier cluster too'],
    ],
    [
      { remediation: { escalate: 'x' } },
      [
        'remediation.escalate is not a known key, probably escalation is meant; known here: escalation, reason, impersonate, fieldManager, rolloutTimeout, actions',
      ],
    ],
    [
      { incidents: { respondWithin: { P1: 'now' } } },
      [
        'incidents.respondWithin.P1 must be next-business-day, or a duration from 1m to 31d, such as 15m',
      ],
    ],
    [
      { incidents: { respondWithin: { P5: '1h' } } },
      [
        'incidents.respondWithin.P5 is not a known key, probably P1 is meant; known here: P1, P2, P3, P4',
      ],
    ],
  ])('%j', (configured, expected) => {
    expect(mistakesOf(configured)).toEqual(expected);
  });

  it('in the defaults are reported once, where they stand', () => {
    expect(
      mistakesOf({
        defaults: { thresholds: { errorRatio: 2 }, kubernetes: { secrets: 1 } },
        targets: { a: {}, b: { thresholds: { errorRatio: 0.5 } } },
      }),
    ).toEqual([
      expect.stringMatching(
        /^defaults\.kubernetes\.secrets is not a known key/,
      ),
      'defaults.thresholds.errorRatio must be a share of requests over 0 and at most 1, such as 0.05',
      'defaults.kubernetes.cluster is missing',
    ]);
  });
});

it('reports all mistakes at once, and no secret', () => {
  const configured = {
    targets: {
      production: {
        prometheus: [
          {
            url: `https://admin:${SECRET}@prometheus.example`,
            headers: { Authorization: `Bearer ${SECRET}\n` },
          },
        ],
        thresholds: { errorRatio: SECRET },
        kubernetes: { cluster: SECRET },
      },
      staging: { links: [{ title: 'A', url: SECRET }], unknown: SECRET },
    },
    clusters: [{ name: 'production', serviceAccountToken: SECRET }],
  };
  expect(mistakesOf(configured).map(text => text.split(' ')[0])).toEqual([
    'clusters[0]',
    'clusters[0].serviceAccountToken',
    'targets.production.kubernetes.cluster',
    'targets.production.prometheus[0].url',
    'targets.production.prometheus[0].headers.Authorization',
    'targets.production.thresholds.errorRatio',
    'targets.staging.links[0].url',
    'targets.staging.unknown',
  ]);
  expect(() => read(configured)).toThrow(
    'The configuration of Ideogram Incident has 8 mistakes:\n  ideogramIncident.clusters[0] must',
  );
  expect(mistakesOf(configured).join()).not.toContain(SECRET);
});
