import type {
  Metrics,
  Reading,
} from 'backstage-plugin-ideogram-incident-common';
import {
  classesIn,
  endTexts,
  failureShares,
  latency,
  stacked,
  unknownSpans,
  withReadings,
} from './chartSeries';

const metrics: Metrics = {
  target: 'production',
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-01T00:03:00.000Z',
  stepSeconds: 60,
  errorsByType: [
    {
      errorType: '500',
      errorClass: 'vendor-fault',
      points: [
        [60, 1],
        [120, 1],
      ],
    },
    {
      errorType: '503',
      errorClass: 'vendor-fault',
      points: [
        [60, 0],
        [120, 3],
      ],
    },
  ],
  requests: [
    [60, 4],
    [120, 4],
    [180, null],
  ],
  errorRatio: [
    [60, 0.25],
    [120, 1],
    [180, null],
  ],
  latencyP95: [
    [60, 14],
    [120, 41],
    [180, null],
  ],
  thresholds: { errorRatio: 0.05, latencyP95Seconds: 30 },
  warnings: [],
  problems: [],
};

const vendor = { errorClass: 'vendor-fault' };

describe('failureShares', () => {
  it('splits the share by type', () => {
    expect(failureShares(metrics, 'All')).toEqual({
      times: [60, 120, 180],
      series: [
        { ...vendor, label: '500', values: [0.25, 0.25, null] },
        { ...vendor, label: '503', values: [0, 0.75, null] },
      ],
      limit: 0.05,
      lastAt: 120,
      end: 'unknown',
      quiet: [false, false, false],
    });
  });

  it('has the classes always in the same order, whatever is most frequent', () => {
    const points: Metrics['requests'] = [
      [60, 1],
      [120, 1],
    ];
    const { series } = failureShares(
      {
        ...metrics,
        errorsByType: [
          { errorType: 'timeout', errorClass: 'network', points },
          ...metrics.errorsByType,
          { errorType: '401', errorClass: 'authentication', points },
          { errorType: 'quiet', errorClass: 'billing', points: [[60, 0]] },
        ],
      },
      'All',
    );
    expect(series.map(({ label }) => label)).toEqual([
      '401',
      '500',
      '503',
      'timeout',
    ]);
    expect(classesIn(series)).toEqual([
      { errorClass: 'authentication', labels: ['401'] },
      { errorClass: 'vendor-fault', labels: ['500', '503'] },
      { errorClass: 'network', labels: ['timeout'] },
    ]);
  });

  it('keeps a gap a gap and has no last value where nothing was read', () => {
    const nothing = failureShares(
      {
        ...metrics,
        errorsByType: [],
        errorRatio: [
          [60, null],
          [120, null],
        ],
      },
      'All',
    );
    expect(nothing.series[0].values).toEqual([null, null]);
    expect(nothing.lastAt).toBeUndefined();
    expect(nothing.end).toBe('no-data');
  });

  it('draws the whole where the types are not known', () => {
    expect(
      failureShares({ ...metrics, errorsByType: [] }, 'All').series,
    ).toEqual([{ label: 'All', values: [0.25, 1, null] }]);
  });

  it('knows that there were no requests', () => {
    const quiet = failureShares(
      { ...metrics, requests: [...metrics.requests.slice(0, 2), [180, 0]] },
      'All',
    );
    expect(quiet.end).toBe('no-requests');
    expect(unknownSpans(quiet, [0, 3600])).toEqual([[180, 3600]]);
  });
});

it('latency keeps its gap', () => {
  expect(latency(metrics).series[0].values).toEqual([14, 41, null]);
});

describe('the end of a line', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const errorRate = (change: object): Reading =>
    ({
      probe: 'error-rate',
      status: 'ok',
      summary: '',
      observedAt: at(150),
      ...change,
    } as Reading);
  const details = {
    window: '5m',
    requestsPerSecond: 4,
    errorsPerSecond: 2,
    errorRatio: 0.5,
    threshold: 0.05,
    errors: [{ errorType: '402', errorClass: 'billing', perSecond: 2 }],
    rateLimitedPerMinute: 0,
    rateLimitedThreshold: 5,
    blockedPerSecond: 0,
    warnings: [],
  };
  const later: Metrics = {
    ...metrics,
    requests: [...metrics.requests.slice(0, 2), [180, 4]],
    errorRatio: [...metrics.errorRatio.slice(0, 2), [180, 0.9]],
  };

  it('is what the reading says, also of what came later or was not there before', () => {
    const data = failureShares(
      withReadings(later, [errorRate({ details })]),
      'All',
    );
    expect(data.times).toEqual([60, 120, 150]);
    expect(data.end).toBe('value');
    expect(endTexts(data, String)).toEqual(['402: 0.5', undefined, undefined]);
  });

  it('is none where the reading is not known, whatever the series say', () => {
    const data = failureShares(
      withReadings(later, [errorRate({ status: 'unknown' })]),
      'All',
    );
    expect(data.end).toBe('unknown');
    expect(endTexts(data, String)).toEqual([undefined, undefined]);
    expect(unknownSpans(data, [0, 155])).toContainEqual([120, 155]);
  });

  it('says that there are no requests', () => {
    const data = failureShares(
      withReadings(later, [
        errorRate({
          details: {
            ...details,
            requestsPerSecond: 0,
            errorRatio: undefined,
            errors: [],
          },
        }),
      ]),
      'All',
    );
    expect(data.end).toBe('no-requests');
  });

  it('is the latency that was read', () => {
    const reading = {
      probe: 'latency',
      status: 'degraded',
      summary: '',
      observedAt: at(170),
      durationMs: 1,
      details: {
        window: '5m',
        p95Seconds: 33,
        thresholdSeconds: 30,
        warnings: [],
      },
    } as Reading;
    const data = latency(withReadings(metrics, [reading]));
    expect(data.series[0].values).toEqual([14, 41, 33]);
    expect(data.end).toBe('value');
  });
});

it('stacked lays each series on the one before', () => {
  expect(
    stacked([
      { label: 'a', values: [1, null, 2] },
      { label: 'b', values: [1, 1, 1] },
    ]).map(({ values }) => values),
  ).toEqual([
    [1, null, 2],
    [2, null, 3],
  ]);
});

it('names the last value of each series, and of several none at zero', () => {
  const percent = (value: number) => `${value * 100}%`;
  const data = { ...failureShares(metrics, 'Errors'), end: 'value' as const };
  const of = (...values: (number | null)[]) =>
    endTexts(
      {
        ...data,
        series: values.map((value, index) => ({
          label: `${index}`,
          values: [1, value],
        })),
      },
      percent,
    );
  expect(of(0.25, 0.75)).toEqual(['0: 25%', '1: 75%']);
  expect(of(0)).toEqual(['0: 0%']);
  expect(of(0, 0.5)).toEqual([undefined, '1: 50%']);
  expect(of(null, 0.5)).toEqual([undefined, '1: 50%']);
});

describe('what is not known', () => {
  const every4 = Array.from({ length: 26 }, (_, index) => index * 4);
  const spansWhere = (known: (time: number) => boolean) =>
    unknownSpans(
      {
        times: every4,
        series: [
          {
            label: 'P95',
            values: every4.map(time => (known(time) ? 1 : null)),
          },
        ],
        limit: 1,
        end: 'value',
        quiet: [],
      },
      [0, 100],
    );

  it.each<[string, (time: number) => boolean, number[][]]>([
    ['nothing', () => true, []],
    ['a gap', time => time <= 20 || time >= 40, [[20, 40]]],
    ['the end', time => time <= 80, [[80, 100]]],
    ['not the time before the first value', time => time >= 60, []],
    ['all of it', () => false, [[0, 100]]],
  ])('is %s', (_, known, spans) => {
    expect(spansWhere(known)).toEqual(spans);
  });
});
