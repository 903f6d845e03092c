import { metricsSchema } from 'backstage-plugin-ideogram-incident-common';
import type { JsonObject } from '@backstage/types';
import {
  answering,
  closeUpstreams,
  silentAddress,
  startUpstream,
  targetOf,
  weather,
} from '../triage/probes/__testUtils__/upstream';
import { finding, startFakePrometheus } from './__testUtils__/fakePrometheus';
import { chartRange } from './chart';
import { createMetricsService } from './metricsService';
import { createMetricsSources } from './sources/metricsSources';

const MINUTE = 60;
const STEP = 5;

/** Values from the start of the last minute on, which has 13 points. */
const COURSE = finding({
  requests: [[{}, 4, 4, 4, 0, 'NaN']],
  errors: [
    [{ error_type: '500' }, 1, 2, 8],
    [{ error_type: '422' }, 3, 3, 3],
  ],
  latency: [[{}, 10, 'NaN', 20, '+Inf']],
});

const service = () => createMetricsService(createMetricsSources());
const read = (configured: JsonObject, since = MINUTE) =>
  service().read(targetOf(configured), since);

const values = (points: [number, number | null][], count = 5) =>
  points.slice(0, count).map(([, value]) => value);

describe('chartRange', () => {
  it.each([
    [MINUTE, 5, 12],
    [20 * MINUTE, 5, 240],
    [30 * MINUTE, 10, 180],
    [120 * MINUTE, 30, 240],
    [24 * 60 * MINUTE, 600, 144],
    [31 * 24 * 60 * MINUTE, 14_400, 186],
    [61, 5, 13],
  ])('of the last %s s has steps of %s s, %s of them', (since, step, steps) => {
    const to = 1_800_000_000;

    expect(chartRange(since, to + 0.7)).toEqual({
      from: to - steps * step,
      to,
      stepSeconds: step,
    });
  });
});

describe('createMetricsService', () => {
  afterEach(closeUpstreams);

  it('gives what the contract says', async () => {
    const { url, host } = await startFakePrometheus(COURSE);

    const metrics = await read({ prometheus: [{ url }] });

    expect(metricsSchema.safeParse(metrics).error).toBeUndefined();
    expect(metrics).toMatchObject({
      target: 'production',
      stepSeconds: STEP,
      source: host,
      thresholds: { errorRatio: 0.05, latencyP95Seconds: 30 },
      warnings: [],
      problems: [],
    });
    const start = Date.parse(metrics.from) / 1000;
    expect(Date.parse(metrics.to) / 1000).toBe(start + MINUTE);
    expect(metrics.requests.map(([at]) => at)).toEqual(
      Array.from({ length: 13 }, (_, index) => start + index * STEP),
    );
  });

  it('leaves gaps where nothing is known, and takes absent errors for none', async () => {
    const { url } = await startFakePrometheus(COURSE);

    const metrics = await read({ prometheus: [{ url }] });

    expect(values(metrics.requests)).toEqual([4, 4, 4, 0, null]);
    expect(metrics.errorsByType).toMatchObject([
      { errorType: '500', errorClass: 'vendor-fault' },
    ]);
    expect(values(metrics.errorsByType[0].points)).toEqual([
      1,
      2,
      8,
      null,
      null,
    ]);
    expect(values(metrics.errorRatio)).toEqual([0.25, 0.5, 1, null, null]);
    expect(values(metrics.latencyP95)).toEqual([10, null, 20, null, null]);
  });

  it('has a ratio of zero where there are requests and no error series', async () => {
    const { url } = await startFakePrometheus(
      finding({ requests: [[{}, 4, 4]] }),
    );

    const metrics = await read({ prometheus: [{ url }] });

    expect(metrics.errorsByType).toEqual([]);
    expect(values(metrics.errorRatio, 3)).toEqual([0, 0, null]);
  });

  it('looks back over a step where that is longer than the window', async () => {
    const { url, queries } = await startFakePrometheus(COURSE);

    await read({ prometheus: [{ url }] }, 31 * 24 * 3600);
    await read({ prometheus: [{ url }] }, 30 * MINUTE);

    const windows = queries.map(query => /\[(.*)\]/.exec(query)?.[1]);
    expect(windows.slice(0, 3)).toEqual(['14400s', '14400s', '14400s']);
    expect(windows.slice(3)).toEqual(['5m', '5m', '5m']);
  });

  it('draws the most frequent types of errors, and says how many it left out', async () => {
    const { url } = await startFakePrometheus(query =>
      query.includes('errors_total')
        ? Array.from(
            { length: 25 },
            (_, index) => [{ error_type: `odd-${index}` }, index] as const,
          )
        : [[{}, 300]],
    );

    const metrics = await read({ prometheus: [{ url }] });

    expect(metrics.errorsByType).toHaveLength(20);
    expect(metrics.errorsByType[0].errorType).toBe('odd-24');
    expect(metrics.warnings).toEqual(['5 rare types of errors are not drawn.']);
    expect(metrics.errorRatio[0][1]).toBe(1);
  });

  it('tells which part could not be read', async () => {
    const { url, host } = await startFakePrometheus(query =>
      query.includes('errors_total') ? { error: 'no' } : COURSE(query),
    );

    const metrics = await read({ prometheus: [{ url }] });

    expect(values(metrics.latencyP95, 1)).toEqual([10]);
    expect(metrics.errorRatio.every(([, value]) => value === null)).toBe(true);
    expect(metrics.problems).toMatchObject([
      { cause: `${host} answers 422: execution, no.` },
    ]);
  });

  it.each([1, 2, 3, 4])(
    'is full where the server aligns the range to its step, by %s s',
    async shift => {
      const url = await startUpstream(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        const start = Number(new URLSearchParams(body).get('start')) - shift;
        const points = Array.from({ length: 14 }, (_, index) => [
          start + index * STEP,
          String(index),
        ]);
        const result = [{ metric: {}, values: points }];
        const data = { resultType: 'matrix', result };
        response.end(JSON.stringify({ status: 'success', data }));
      });

      const metrics = await read({ prometheus: [{ url }] });

      expect(values(metrics.requests, 13)).toEqual(
        Array.from({ length: 13 }, (_, index) => index),
      );
      expect(metrics.problems).toEqual([]);
    },
  );

  it('asks the backup where the first one shows a part', async () => {
    const first = await startFakePrometheus(COURSE, { isPartial: true });
    const backup = await startFakePrometheus(COURSE);
    const prometheus = [{ url: first.url }, { url: backup.url }];

    const metrics = await read({ prometheus });

    expect(metrics.source).toBe(backup.host);
    expect(metrics.problems).toMatchObject([
      { cause: expect.stringContaining(first.host) },
    ]);
  });

  it('draws a part, and says so, rather than what an endpoint remembers', async () => {
    const first = await startFakePrometheus(COURSE, { isPartial: true });
    const url = await startUpstream(
      answering('ideogram_requests_total 80', { type: 'text/plain' }),
    );

    const metrics = await read({
      prometheus: [{ url: first.url }],
      metrics: { url },
    });

    expect(metrics.source).toBe(first.host);
    expect(metrics.problems).toMatchObject([
      { issue: 'Metrics are incomplete.' },
    ]);
  });

  it('asks the backup, and says why', async () => {
    const first = await silentAddress();
    const backup = await startFakePrometheus(COURSE);

    const metrics = await read({
      prometheus: [{ url: first }, { url: backup.url }],
    });

    expect(metrics.source).toBe(backup.host);
    expect(values(metrics.requests, 1)).toEqual([4]);
    expect(metrics.problems).toMatchObject([
      { issue: 'The first source of metrics is unavailable.' },
    ]);
  });

  it('draws what was scraped from the integration when no Prometheus answers', async () => {
    const startedAt = Date.now() / 1000 - 40;
    const url = await startUpstream(
      answering(
        [
          `process_start_time_seconds ${startedAt}`,
          'ideogram_requests_total 80',
          'ideogram_errors_total{error_type="429"} 40',
        ].join('\n'),
        { type: 'text/plain' },
      ),
    );

    const metrics = await read({
      prometheus: [{ url: await silentAddress() }],
      metrics: { url },
    });

    expect(metrics.source).toBe(new URL(url).host);
    expect(metrics.requests.at(0)).toEqual([expect.any(Number), null]);
    const last = metrics.requests.findLast(([, value]) => value !== null);
    expect(last?.[1] ?? 2).toBeCloseTo(2, 1);
    expect(metrics.problems).toHaveLength(1);
  });

  it('gives gaps and a problem where nothing answers before the deadline', async () => {
    const url = await startUpstream(weather.hangs);

    const metrics = await read({
      prometheus: [{ url }],
      probes: { timeout: '300ms' },
    });

    expect(metricsSchema.safeParse(metrics).error).toBeUndefined();
    expect(metrics.source).toBeUndefined();
    expect(metrics.requests.every(([, value]) => value === null)).toBe(true);
    expect(metrics.problems).toMatchObject([
      { issue: 'Metrics are unavailable.' },
    ]);
  });

  it('shares a reading among viewers of the same range for a while', async () => {
    const { url, queries } = await startFakePrometheus(COURSE);
    const shared = service();
    const target = targetOf({ prometheus: [{ url }] });

    await Promise.all(
      Array.from({ length: 50 }, () => shared.read(target, MINUTE)),
    );
    await shared.read(target, MINUTE);
    expect(queries).toHaveLength(3);

    await shared.read(target, 2 * MINUTE);
    expect(queries).toHaveLength(6);
  });

  it('shares a reading only while it is being taken where that is configured', async () => {
    const { url, queries } = await startFakePrometheus(COURSE);
    const shared = service();
    const target = targetOf({ prometheus: [{ url }], probes: { maxAge: 0 } });

    await Promise.all([
      shared.read(target, MINUTE),
      shared.read(target, MINUTE),
    ]);
    await shared.read(target, MINUTE);

    expect(queries).toHaveLength(6);
  });
});
