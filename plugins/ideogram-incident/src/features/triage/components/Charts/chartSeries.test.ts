import type { Metrics } from 'backstage-plugin-ideogram-incident-common';
import {
  endTexts,
  failureShares,
  latency,
  stacked,
  unknownSpans,
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

describe('failureShares', () => {
  it('splits the share by type, the largest of the last moment first', () => {
    expect(failureShares(metrics, 'All')).toEqual({
      times: [60, 120, 180],
      series: [
        { label: '503', values: [0, 0.75, null] },
        { label: '500', values: [0.25, 0.25, null] },
      ],
      limit: 0.05,
      lastAt: 120,
    });
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
  });

  it('draws the whole where the types are not known', () => {
    expect(
      failureShares({ ...metrics, errorsByType: [] }, 'All').series,
    ).toEqual([{ label: 'All', values: [0.25, 1, null] }]);
  });
});

it('latency keeps its gap', () => {
  expect(latency(metrics).series[0].values).toEqual([14, 41, null]);
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
  const data = failureShares(metrics, 'Errors');

  expect(endTexts(data, value => `${value * 100}%`)).toEqual([
    '503: 75%',
    '500: 25%',
  ]);
  expect(endTexts({ ...data, lastAt: 60 }, value => `${value * 100}%`)).toEqual(
    ['503: 0%', '500: 25%'],
  );
  expect(endTexts({ ...data, lastAt: undefined }, String)).toEqual([
    undefined,
    undefined,
  ]);
  const quiet = { label: 'quiet', values: [0, 0, null] };
  expect(
    endTexts({ ...data, series: [...data.series, quiet] }, String)[2],
  ).toBeUndefined();
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
