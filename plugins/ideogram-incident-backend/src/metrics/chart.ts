import {
  classifyErrorType,
  type Metrics,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Point, TimeRange } from '../upstream/prometheus';
import type { MetricsHistory } from './sources/metricsSource';
import { isRate } from './sources/series';
import { shownErrorType } from './vocabulary/metricNames';

const MAX_POINTS = 240;
const STEPS = [
  5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400,
];

/**
 * The times of the points of a chart that ends now: few enough to be drawn and
 * far fewer than a server refuses, at a distance that a person can name.
 *
 * @param now - Unix seconds
 */
export function chartRange(sinceSeconds: number, now: number): TimeRange {
  const stepSeconds =
    STEPS.find(step => sinceSeconds / step <= MAX_POINTS) ??
    Math.ceil(sinceSeconds / MAX_POINTS);
  const steps = Math.ceil(sinceSeconds / stepSeconds);
  const to = Math.floor(now);
  return { from: to - steps * stepSeconds, to, stepSeconds };
}

/** The times in a range, in Unix seconds. */
function timesOf({ from, to, stepSeconds }: TimeRange): number[] {
  const count = Math.floor((to - from) / stepSeconds) + 1;
  return Array.from(
    { length: count },
    (_, index) => from + index * stepSeconds,
  );
}

const MAX_TYPES = 20;

type Chart = Pick<
  Metrics,
  'errorsByType' | 'requests' | 'errorRatio' | 'latencyP95' | 'warnings'
>;
type ChartPoint = Metrics['requests'][number];

/**
 * A point for each time; where nothing was read there is a gap, not zero. A
 * server that aligns a range to its step moves all points by less than one:
 * each stands at the next time that was asked for, so that it is never shown
 * as older than it is.
 */
function atTimes(times: number[], points: readonly Point[]): ChartPoint[] {
  const [from, second = from + 1] = times;
  const indexOf = (at: number) =>
    Math.ceil((at - 0.5 - from) / (second - from));
  const values = new Map(
    points
      .filter(([, value]) => isRate(value))
      .map(([at, value]) => [indexOf(at), value]),
  );
  return times.map((at, index) => [at, values.get(index) ?? null]);
}

const total = (points: readonly ChartPoint[]) =>
  points.reduce((sum, [, value]) => sum + (value ?? 0), 0);

function errorsOf(history: MetricsHistory, times: number[], target: Target) {
  return (history.errors ?? [])
    .flatMap(({ errorType, points }) => {
      const errorClass = classifyErrorType(errorType, target.errorTypes);
      if (errorClass === 'blocked') return [];
      return [{ errorType, errorClass, points: atTimes(times, points) }];
    })
    .filter(({ points }) => points.some(([, value]) => value !== null))
    .sort((a, b) => total(b.points) - total(a.points));
}

/**
 * Errors as a share of requests. Without requests there is no share. Errors
 * that are absent while requests are there are none: a labelled counter does
 * not exist before its first error.
 */
function ratioOf(
  requests: readonly ChartPoint[],
  errors: Chart['errorsByType'] | undefined,
): ChartPoint[] {
  return requests.map(([at, perSecond], index) => {
    if (!errors || !perSecond) return [at, null];
    const failed = errors.reduce(
      (sum, { points }) => sum + (points[index][1] ?? 0),
      0,
    );
    return [at, Math.min(1, failed / perSecond)];
  });
}

/** What a source told over time, ready to be drawn. */
export function chartSeries(
  history: MetricsHistory,
  range: TimeRange,
  target: Target,
): Chart {
  const times = timesOf(range);
  const requests = atTimes(times, history.requests ?? []);
  const errors = errorsOf(history, times, target);
  const left = errors.length - MAX_TYPES;
  const warnings =
    left > 0 ? [`${left} rare types of errors are not drawn.`] : [];
  return {
    errorsByType: errors.slice(0, MAX_TYPES).map(error => ({
      ...error,
      errorType: shownErrorType(error.errorType),
    })),
    requests,
    errorRatio: ratioOf(requests, history.errors && errors),
    latencyP95: atTimes(times, history.latencyP95 ?? []),
    warnings: [...history.warnings, ...warnings],
  };
}
