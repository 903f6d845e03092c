import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readIdeogramIncidentConfig } from './readConfig';

const read = (ideogramIncident: JsonValue) =>
  readIdeogramIncidentConfig(new ConfigReader({ ideogramIncident }));

const CA = btoa('-----BEGIN CERTIFICATE-----\nMII');

const cluster = (rest: JsonObject = {}) => ({
  name: 'production',
  url: 'https://10.0.0.1:6443',
  serviceAccountToken: 'a-token',
  ...rest,
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
  'must be a full http or https address, such as https://example.com';
const SECRET = 's3cr3t-value';

describe('mistakes in a target', () => {
  it.each<[JsonValue, string]>([
    ['x', ' must be a mapping of keys to values'],
    [
      { statuspage: {} },
      '.statuspage is not a known key (did you mean statusPage?); known here: statusPage, health, metrics, kubernetes, title, ideogram, prometheus, queries, errorTypes, thresholds, probes, alerts, links',
    ],
    [
      { thresholds: { errorRation: 0.1 } },
      '.thresholds.errorRation is not a known key (did you mean errorRatio?); known here: errorRatio, latencyP95, rateLimitedPerMinute',
    ],
    [{ title: '' }, '.title must be text, and not empty'],
    [{ title: 5 }, ".title must be text: put it in quotes, such as 'true'"],
    [{ title: 'a\nb' }, '.title must be a single line'],
    [
      { statusPage: { provider: 'cachet' } },
      '.statusPage.provider must be one of statuspage, instatus, incidentio, betterstack, none',
    ],
    [{ statusPage: { url: 'status.example' } }, `.statusPage.url ${ADDRESS}`],
    [
      { statusPage: { url: 'https://status.example/?a=b' } },
      '.statusPage.url must not contain ? or #, because paths are appended to it',
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
      '.statusPage.components[1] must be text, and not empty',
    ],
    [
      { ideogram: { baseUrl: 'data:text/html,x' } },
      `.ideogram.baseUrl ${ADDRESS}`,
    ],
    [
      { ideogram: { verifyPath: '//evil.example' } },
      '.ideogram.verifyPath must be a path that begins with one /, without ? and #',
    ],
    [
      { ideogram: { probe: { path: 'https://evil.example' } } },
      '.ideogram.probe.path must be a path that begins with one /, without ? and #',
    ],
    [
      { ideogram: { probe: { verifyKey: 'often' } } },
      '.ideogram.probe.verifyKey must be true or false',
    ],
    [
      { ideogram: { probe: { key: SECRET } } },
      '.ideogram.probe.key is not a known key; known here: path, verifyKey',
    ],
    [
      { ideogram: { probe: 'on' } },
      '.ideogram.probe must be a mapping of keys to values',
    ],
    [{ health: 'on' }, '.health must be a mapping of keys to values'],
    [{ health: { url: 'file:///etc/passwd' } }, `.health.url ${ADDRESS}`],
    [
      { health: { url: `https://me:${SECRET}@example.com` } },
      '.health.url must not contain a user name or password, because addresses are shown; leave them out',
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
      '.prometheus[1].url must not contain a user name or password, because addresses are shown; use headers',
    ],
    [
      { prometheus: [{ headers: { 'X-Org': `${SECRET}\r\nHost: evil` } }] },
      '.prometheus[0].headers.X-Org must be one line of Latin characters',
    ],
    [
      { prometheus: [{ headers: { [`Authorization: ${SECRET}`]: 'x' } }] },
      '.prometheus[0].headers has a name that no HTTP header can have',
    ],
    [
      { prometheus: [{ headers: { Host: 'x' } }] },
      '.prometheus[0].headers.Host is already set on every request; leave it out',
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
      '.queries.errorsByType must be text, and not empty',
    ],
    [
      { queries: { requests: '' } },
      '.queries.requests must be text, and not empty',
    ],
    [
      { queries: { latencyP95: [] } },
      '.queries.latencyP95 must be text, and not empty',
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
      ".kubernetes.fallback.value must be text: put it in quotes, such as 'true'",
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
      '.probes.latencies is not a known key (did you mean latency?); known here: status-page, integration-health, error-rate, latency, recent-errors, workload, ideogram-api, timeout, maxAge, maxBytes',
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
    'clusters[0] must have exactly one of url (with serviceAccountToken), kubeconfig (a file) or inCluster: true, to say how the cluster is reached';

  it.each<[JsonValue, string[]]>([
    ['on', ['must be a mapping of keys to values']],
    [
      { target: {} },
      [
        'target is not a known key (did you mean targets?); known here: clusters, remediation, incidents, defaults, targets, communication, evidence, postmortem',
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
      [
        'clusters[0].name is missing',
        'clusters[0].caFile has no effect without url; add url, or remove this key',
      ],
    ],
    [
      { clusters: [{ name: 'a', url: 'https://a.example' }] },
      ['clusters[0].serviceAccountToken is missing'],
    ],
    [
      { clusters: [cluster({ serviceAccountToken: `${SECRET} x` })] },
      ['clusters[0].serviceAccountToken must be a token: text without spaces'],
    ],
    [
      { clusters: [cluster({ url: `https://a:${SECRET}@b` })] },
      [
        'clusters[0].url must not contain a user name or password, because addresses are shown; use serviceAccountToken',
      ],
    ],
    [
      { clusters: [cluster({ caFile: '/a', caData: '-----BEGIN' })] },
      ['clusters[0].caData must be a PEM certificate, encoded as base64'],
    ],
    [
      { clusters: [cluster({ caData: 'QUJD' })] },
      ['clusters[0].caData must be a PEM certificate, encoded as base64'],
    ],
    [
      { clusters: [cluster({ caFile: '/a', caData: CA })] },
      ["clusters[0].caData can't be combined with caFile; keep one of them"],
    ],
    [
      { clusters: [cluster(), cluster()] },
      [
        'clusters[1].name is already the name of an earlier cluster; choose another name',
      ],
    ],
    [
      { remediation: { escalate: 'x' } },
      [
        'remediation.escalate is not a known key (did you mean escalation?); known here: escalation, reason, impersonate, fieldManager, rolloutTimeout, approvalExpiresAfter, actions',
      ],
    ],
    [
      { incidents: { respondWithin: { P1: 'now' } } },
      [
        'incidents.respondWithin.P1 must be next-business-day, or a duration from 1m to 31d, such as 15m',
      ],
    ],
    [
      {
        incidents: {
          businessHours: {
            timeZone: 'Mars/Olympus',
            days: [],
            from: '9:00',
            to: '00:00',
            holidays: ['2026-02-30'],
          },
        },
      },
      [
        'incidents.businessHours.timeZone must be a time zone, such as Europe/Berlin',
        'incidents.businessHours.days must have at least one day',
        'incidents.businessHours.from must be a time from 00:00 to 23:59',
        'incidents.businessHours.to must be a time from 00:01 to 24:00',
        "incidents.businessHours.holidays[0] must be a date, such as '2026-12-25'",
      ],
    ],
    [
      {
        incidents: {
          businessHours: { days: ['monday'], from: '10:00', to: '10:00' },
        },
      },
      [
        'incidents.businessHours.days[0] must be one of mon, tue, wed, thu, fri, sat, sun',
        'incidents.businessHours.to must not be the same as from',
      ],
    ],
    [
      { incidents: { respondWithin: { P5: '1h' } } },
      [
        'incidents.respondWithin.P5 is not a known key (did you mean P1?); known here: P1, P2, P3, P4',
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
