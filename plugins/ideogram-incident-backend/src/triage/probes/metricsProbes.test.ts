import type { JsonObject } from '@backstage/types';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import { createMetricsSources } from '../../metrics';
import {
  finding,
  startFakePrometheus,
} from '../../metrics/__testUtils__/fakePrometheus';
import {
  answering,
  closeUpstreams,
  deadlineIn,
  silentAddress,
  startUpstream,
  targetOf,
  weather,
} from './__testUtils__/upstream';
import { createErrorRateProbe } from './errorRate';
import { createLatencyProbe } from './latency';

const HEALTHY = finding({
  errors: [[{ error_type: '500' }, 0.01]],
  requests: [[{}, 3.1]],
  latency: [[{}, 14]],
});

/** The metrics of a process in which counters rise at each scrape. */
function startIntegration(lines: (scrape: number) => string[]) {
  let scrapes = 0;
  return startUpstream((_, response) => {
    scrapes += 1;
    response.end(lines(scrapes).join('\n'));
  });
}

const risingCounters = (scrape: number) => [
  `ideogram_requests_total{method="generate",status="200"} ${scrape * 10}`,
  `ideogram_errors_total{error_type="500"} ${scrape * 5}`,
  `ideogram_request_duration_seconds_bucket{le="10"} ${scrape * 10}`,
  `ideogram_request_duration_seconds_bucket{le="+Inf"} ${scrape * 10}`,
];

describe('the probes of metrics', () => {
  afterEach(closeUpstreams);

  const takeWith = async (
    probe: Probe,
    configured: JsonObject,
    deadlineMs = 5000,
  ) => {
    const result = await probe.take(
      targetOf(configured),
      deadlineIn(deadlineMs),
    );
    return JSON.parse(JSON.stringify(result));
  };
  const takeErrorRate = (configured: JsonObject, deadlineMs?: number) =>
    takeWith(
      createErrorRateProbe(createMetricsSources()),
      configured,
      deadlineMs,
    );
  const takeLatency = (configured: JsonObject, deadlineMs?: number) =>
    takeWith(
      createLatencyProbe(createMetricsSources()),
      configured,
      deadlineMs,
    );

  it('apply where there is a source', () => {
    const sources = createMetricsSources();
    const applies = (configured: JsonObject) =>
      [createErrorRateProbe(sources), createLatencyProbe(sources)].map(probe =>
        probe.appliesTo(targetOf(configured)),
      );

    expect(applies({})).toEqual([false, false]);
    expect(applies({ prometheus: [{ url: 'http://a' }] })).toEqual([
      true,
      true,
    ]);
    expect(applies({ metrics: { url: 'http://a' } })).toEqual([true, true]);
  });

  it('ask Prometheus with the configured selector and window', async () => {
    const server = await startFakePrometheus(HEALTHY);
    const configured = {
      prometheus: [{ url: server.url }],
      queries: { selector: 'job="ideogram"', window: '2m' },
    };

    await takeErrorRate(configured);
    expect(server.queries.sort()).toEqual([
      'sum by (error_type) (rate(ideogram_errors_total{job="ideogram"}[2m]))',
      'sum(rate(ideogram_requests_total{job="ideogram"}[2m]))',
    ]);

    server.queries.length = 0;
    await takeLatency(configured);
    expect(server.queries).toEqual([
      'histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket{job="ideogram"}[2m])))',
    ]);
  });

  it('name the source, and show what it warns of', async () => {
    const warnings = ['PromQL warning: bucket label "le" is missing'];
    const server = await startFakePrometheus(HEALTHY, { warnings });
    const configured = { prometheus: [{ url: server.url }] };

    expect(await takeErrorRate(configured)).toMatchObject({
      status: 'ok',
      source: server.host,
      details: { warnings },
    });
    expect(await takeLatency(configured)).toMatchObject({
      status: 'ok',
      summary: 'P95 is 14 s',
      source: server.host,
      details: { warnings },
    });
  });

  it('do not take a part of the data for all of it', async () => {
    const warnings = ['store 10.0.0.5 is not reachable'];
    const server = await startFakePrometheus(HEALTHY, { warnings });
    const configured = { prometheus: [{ url: server.url }] };
    const unknown = {
      status: 'unknown',
      summary: 'Only a part of the metrics can be read',
      source: server.host,
      details: { warnings },
      problem: {
        issue: 'Metrics are incomplete.',
        cause: `${server.host} warns: store 10.0.0.5 is not reachable.`,
      },
    };

    expect(await takeErrorRate(configured)).toMatchObject(unknown);
    expect(await takeLatency(configured)).toMatchObject(unknown);
  });

  it.each<[string, object, Record<string, string>]>([
    ['VictoriaMetrics', { isPartial: true }, {}],
    ['Thanos', { warnings: ['store 10.0.0.5: deadline exceeded'] }, {}],
    ['an info', { infos: ['1 of 3 ingesters was not asked'] }, {}],
    ['words of an odd type', { warnings: [{ store: 'a' }] }, {}],
    ['words of another type', { warnings: 'store a is away' }, {}],
    ['a field of the data', { data: { partial: true } }, {}],
    ['a header', {}, { 'X-Partial-Response': 'true' }],
    ['M3', {}, { 'M3-Results-Limited': 'max_fetch_series_limit_applied' }],
    ['a warning header', {}, { Warning: '199 - "partial response"' }],
    [
      'the last of many',
      {
        warnings: [
          ...Array.from({ length: 20 }, (_, i) => `PromQL info: ${i}`),
          'a store is away',
        ],
      },
      {},
    ],
  ])('know how data is marked as partial by %s', async (_, more, headers) => {
    const whole = { resultType: 'vector', result: [[0, '1']] };
    const partial =
      'data' in more ? { data: { ...whole, ...more.data! } } : more;
    const find = 'data' in more ? () => [] : HEALTHY;
    const { url } = await startFakePrometheus(find, partial, headers);

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
      status: 'unknown',
    });
  });

  it.each([
    ['not partial', { isPartial: false }, {}],
    ['no header that says so', {}, { 'X-Partial-Response': 'false' }],
    ['info on the query', { infos: ['PromQL info: no counter'] }, {}],
  ])('take for whole what is %s', async (_, more, headers) => {
    const { url } = await startFakePrometheus(HEALTHY, more, headers);

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
      status: 'ok',
    });
  });

  const ALL_FAIL = finding({
    errors: [[{ error_type: '503' }, 3]],
    requests: [[{}, 3.1]],
    latency: [[{}, 14]],
  });

  it.each<[string, Parameters<typeof startFakePrometheus>]>([
    ['a part', [HEALTHY, { isPartial: true }]],
    ['errors and no requests', [finding({ errors: [[{}, 0]] })]],
    [
      '401s and no requests',
      [finding({ errors: [[{ error_type: '401' }, 1]] })],
    ],
    ['nothing', [() => []]],
  ])('ask the backup where the first one shows %s', async (_, first) => {
    const { url, host } = await startFakePrometheus(...first);
    const backup = await startFakePrometheus(ALL_FAIL);
    const prometheus = [{ url }, { url: backup.url }];

    expect(await takeErrorRate({ prometheus })).toMatchObject({
      status: 'failing',
      summary: '97% of 3.1 requests/s fail',
      source: backup.host,
      problem: { cause: expect.stringContaining(host) },
    });
  });

  it('believe the worst where no source is whole', async () => {
    const first = await startFakePrometheus(HEALTHY, { isPartial: true });
    const second = await startFakePrometheus(ALL_FAIL, { isPartial: true });
    const third = { url: await silentAddress() };
    const prometheus = [{ url: first.url }, { url: second.url }, third];

    expect(await takeErrorRate({ prometheus })).toMatchObject({
      status: 'failing',
      source: second.host,
      problem: { cause: expect.stringContaining(first.host) },
    });
  });

  it.each(['cluster', 'pod'])(
    'find the type of errors that are grouped by %s first',
    async place => {
      const { url } = await startFakePrometheus(
        finding({
          errors: [
            [{ [place]: 'eu', error_type: '401' }, 0.02],
            [{ [place]: 'us', error_type: '401' }, 0.02],
          ],
          requests: [[{}, 3.1]],
        }),
      );
      const queries = {
        errorsByType: `sum by (${place}, error_type) (rate(ideogram_errors_total[5m]))`,
      };

      expect(
        await takeErrorRate({ prometheus: [{ url }], queries }),
      ).toMatchObject({
        status: 'degraded',
        details: { errors: [{ errorClass: 'authentication' }] },
      });
    },
  );

  it.each([
    ['status', '2xx', '5xx'],
    ['code', '200', '503'],
    ['status_code', '2XX', '5XX'],
    ['outcome', 'success', 'error'],
  ])('find errors among requests by their label %s', async (label, ok, bad) => {
    const { url } = await startFakePrometheus(query => {
      if (!query.includes('requests_total')) return [];
      return query.includes('by (')
        ? [
            [{ [label]: ok }, 1],
            [{ [label]: bad }, 1],
          ]
        : [[{}, 2]];
    });
    const endpoint = await startIntegration(scrape => [
      `ideogram_requests_total{${label}="${ok}"} ${scrape}`,
      `ideogram_requests_total{${label}="${bad}"} ${scrape}`,
    ]);
    const half = {
      status: 'degraded',
      summary: expect.stringMatching(/^50% of .* fail$/),
    };

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject(half);
    expect(
      await takeErrorRate({ metrics: { url: endpoint } }, 1000),
    ).toMatchObject(half);
  });

  it('believe what a part of the data shows to be bad', async () => {
    const { url } = await startFakePrometheus(
      finding({
        errors: [[{ error_type: '500' }, 1]],
        requests: [[{}, 2]],
        latency: [[{}, 60]],
      }),
      { warnings: ['a store is not reachable'] },
    );
    const configured = { prometheus: [{ url }] };

    expect(await takeErrorRate(configured)).toMatchObject({
      status: 'degraded',
    });
    expect(await takeLatency(configured)).toMatchObject({ status: 'degraded' });
  });

  it('do not take an absent error series for a gap', async () => {
    const { url } = await startFakePrometheus(
      finding({ requests: [[{}, 3.1]] }),
    );

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
      status: 'ok',
      summary: 'None of 3.1 requests/s fails',
    });
  });

  it('say that there is no traffic', async () => {
    const { url } = await startFakePrometheus(
      finding({ requests: [[{}, 0]], latency: [[{}, 'NaN']] }),
    );
    const configured = { prometheus: [{ url }] };
    const idle = { status: 'ok', summary: 'No requests in 5 min' };

    expect(await takeErrorRate(configured)).toMatchObject(idle);
    expect(await takeLatency(configured)).toMatchObject(idle);
  });

  it.each<[string, Parameters<typeof finding>[0], RegExp]>([
    ['is empty', {}, /has no series/],
    ['is NaN', { requests: [[{}, 'NaN']] }, /answers NaN/],
    ['is infinite', { requests: [[{}, '+Inf']] }, /answers Infinity/],
    ['is negative', { requests: [[{}, -1]] }, /answers -1/],
    [
      'has errors that are NaN',
      { errors: [[{ error_type: '500' }, 'NaN']], requests: [[{}, 1]] },
      /answers NaN/,
    ],
    [
      'has no requests',
      { errors: [[{ error_type: '500' }, 0]] },
      /counts errors but no requests/,
    ],
  ])(
    'do not know the error rate where the result %s',
    async (_, found, cause) => {
      const { url } = await startFakePrometheus(finding(found));

      expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
        status: 'unknown',
        problem: { cause: expect.stringMatching(cause) },
      });
    },
  );

  it.each<[string, Parameters<typeof finding>[0], RegExp]>([
    ['is empty', {}, /has no series/],
    [
      'is NaN while there are requests',
      { latency: [[{}, 'NaN']], requests: [[{}, 1]] },
      /answers NaN/,
    ],
    ['is NaN and nothing else', { latency: [[{}, 'NaN']] }, /answers NaN/],
    [
      'is absent while there are requests',
      { requests: [[{}, 1]] },
      /no durations/,
    ],
    ['is infinite', { latency: [[{}, '+Inf']] }, /answers Infinity/],
  ])('do not know the latency where the result %s', async (_, found, cause) => {
    const { url } = await startFakePrometheus(finding(found));

    expect(await takeLatency({ prometheus: [{ url }] })).toMatchObject({
      status: 'unknown',
      problem: { cause: expect.stringMatching(cause) },
    });
  });

  it.each([
    ['hangs', weather.hangs, /gave no answer in/],
    ['resets', weather.resets, /broke off the connection/],
    ['breaks off', weather.breaksOff, /broke off the connection/],
    ['pours', weather.pours, /answers with more than 64 KiB/],
    ['shows a web page', weather.html, /answers with a web page/],
    ['shows garbage', weather.garbage, /something that is not JSON/],
    [
      'redirects',
      weather.redirectsTo('http://127.0.0.1:1/'),
      /redirects to http:\/\/127.0.0.1:1,/,
    ],
    ['fails', answering({}, { status: 500 }), /answers 500/],
    [
      'wants a sign-in',
      answering({}, { status: 401 }),
      /wants another sign-in/,
    ],
    [
      'forbids it',
      answering({}, { status: 403 }),
      /answers 403 and wants another sign-in/,
    ],
    ['is not there', answering({}, { status: 404 }), /answers 404/],
  ])('say so when Prometheus %s', async (_, handler, cause) => {
    const url = await startUpstream(handler);
    const configured = {
      prometheus: [{ url, headers: { Authorization: 'Bearer secret' } }],
    };
    const expected = {
      status: 'unknown',
      problem: {
        issue: 'Metrics are unavailable.',
        cause: expect.stringMatching(cause),
      },
    };

    const results = [
      await takeErrorRate(configured, 500),
      await takeLatency(configured, 500),
    ];

    expect(results).toMatchObject([expected, expected]);
    expect(JSON.stringify(results)).not.toContain('secret');
  });

  it.each([
    ['hangs', weather.hangs],
    ['is not ready', answering({}, { status: 503 })],
    [
      'has nothing',
      answering({
        status: 'success',
        data: { resultType: 'vector', result: [] },
      }),
    ],
  ])('ask the backup when the first Prometheus %s', async (_, handler) => {
    const first = await startUpstream(handler);
    const backup = await startFakePrometheus(HEALTHY);
    const configured = { prometheus: [{ url: first }, { url: backup.url }] };

    for (const result of [
      await takeErrorRate(configured, 1500),
      await takeLatency(configured, 1500),
    ]) {
      expect(result).toMatchObject({
        status: 'ok',
        source: backup.host,
        problem: {
          issue: 'The first source of metrics is unavailable.',
          cause: expect.stringContaining(new URL(first).host),
        },
      });
    }
  });

  it('read the integration itself when no Prometheus answers', async () => {
    const prometheus = [{ url: await silentAddress() }];
    const url = await startIntegration(risingCounters);
    const configured = { prometheus, metrics: { url: `${url}/metrics` } };

    const errorRate = await takeErrorRate(configured, 1000);
    expect(errorRate).toMatchObject({
      status: 'degraded',
      summary: expect.stringMatching(/^50% of .* requests\/s fail$/),
      source: new URL(url).host,
      details: {
        errorRatio: 0.5,
        errors: [{ errorType: '500', errorClass: 'vendor-fault' }],
      },
      problem: { cause: expect.stringContaining('refuses the connection') },
    });
    expect(errorRate.details.window).toMatch(/^1s$/);

    expect(await takeLatency(configured, 1000)).toMatchObject({
      status: 'ok',
      summary: 'P95 is 9.5 s',
      source: new URL(url).host,
      problem: { cause: expect.stringContaining('refuses the connection') },
    });
  });

  it('share the scrapes of one triage', async () => {
    let scrapes = 0;
    const url = await startIntegration(scrape => {
      scrapes = scrape;
      return risingCounters(scrape);
    });
    const target = targetOf({ metrics: { url } });
    const sources = createMetricsSources();

    const results = await Promise.all([
      createErrorRateProbe(sources).take(target, deadlineIn(1000)),
      createLatencyProbe(sources).take(target, deadlineIn(1000)),
    ]);

    expect(results).toMatchObject([{ status: 'degraded' }, { status: 'ok' }]);
    expect(scrapes).toBe(2);
  });

  it.each([
    [
      'has no buckets above the limit',
      [
        'ideogram_request_duration_seconds_bucket{le="5"} 1',
        'ideogram_request_duration_seconds_bucket{le="+Inf"} 100',
      ],
      { status: 'unknown', summary: 'P95 is more than 5 s' },
    ],
    [
      'has no traffic',
      [
        'ideogram_requests_total 0',
        'ideogram_request_duration_seconds_bucket{le="5"} 0',
        'ideogram_request_duration_seconds_bucket{le="+Inf"} 0',
      ],
      { status: 'ok', summary: 'No requests in 1 min' },
    ],
    ['has other metrics', ['up 1'], { status: 'unknown' }],
  ])('judge an integration that %s', async (_, lines, expected) => {
    const startedAt = Date.now() / 1000 - 60;
    const url = await startIntegration(() => [
      `process_start_time_seconds ${startedAt}`,
      ...lines,
    ]);

    expect(await takeLatency({ metrics: { url } })).toMatchObject(expected);
  });

  it('read errors by status where they have no type', async () => {
    const { url, queries } = await startFakePrometheus(query => {
      if (query.includes('requests_total')) return [[{}, 10]];
      return /by \(status\b/.test(query) ? [[{ status: '401' }, 5]] : [[{}, 5]];
    });

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
      status: 'degraded',
      details: {
        errors: [{ errorType: '401', errorClass: 'authentication' }],
      },
    });
    expect(queries).toHaveLength(3);
  });

  it('read integrations of the second generation', async () => {
    const { url } = await startFakePrometheus(query => {
      if (query.includes('generation_duration_seconds')) return [[{}, 41]];
      return query.includes('generations_total')
        ? [
            [{ status: 'success' }, 1],
            [{ status: '503' }, 3],
          ]
        : [];
    });
    const configured = { prometheus: [{ url }] };

    expect(await takeErrorRate(configured)).toMatchObject({
      status: 'degraded',
      summary: '75% of 4 requests/s fail',
    });
    expect(await takeLatency(configured)).toMatchObject({
      status: 'degraded',
      summary: 'P95 is 41 s',
    });
  });

  it('ask for nothing else where an operator named other metrics', async () => {
    const { url, queries } = await startFakePrometheus(() => []);

    await takeErrorRate({
      prometheus: [{ url }],
      queries: { errorsByType: 'my_errors', requests: 'my_requests' },
    });

    expect(queries.sort()).toEqual(['my_errors', 'my_requests']);
  });

  it('quote what Prometheus says of a query', async () => {
    const { url, host } = await startFakePrometheus(() => ({
      error: 'many-to-many matching not allowed',
    }));

    expect(await takeErrorRate({ prometheus: [{ url }] })).toMatchObject({
      status: 'unknown',
      problem: {
        issue: "Metrics can't be read.",
        cause: `${host} answers 422: execution, many-to-many matching not allowed.`,
      },
    });
  });
});
