import {
  classifyErrorType,
  type Metrics,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Point, TimeRange } from '../upstream/prometheus';
import { timesOf } from './chartRange';
import type { Course } from './sources/metricsSource';
import { isRate } from './sources/rates';
import { shownErrorType } from './vocabulary/errorTypeOf';

const MOST_TYPES = 20;

type Chart = Pick<
  Metrics,
  'errorsByType' | 'requests' | 'errorRatio' | 'latencyP95' | 'warnings'
>;
type ChartPoint = Metrics['requests'][number];

/** A point for each time; where nothing was read there is a gap, not zero. */
function atTimes(times: number[], points: readonly Point[]): ChartPoint[] {
  const values = new Map(
    points
      .filter(([, value]) => isRate(value))
      .map(([at, value]) => [Math.round(at), value]),
  );
  return times.map(at => [at, values.get(at) ?? null]);
}

const total = (points: readonly ChartPoint[]) =>
  points.reduce((sum, [, value]) => sum + (value ?? 0), 0);

function errorsOf(course: Course, times: number[], target: Target) {
  return (course.errors ?? [])
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
  course: Course,
  range: TimeRange,
  target: Target,
): Chart {
  const times = timesOf(range);
  const requests = atTimes(times, course.requests ?? []);
  const errors = errorsOf(course, times, target);
  const left = errors.length - MOST_TYPES;
  const warnings =
    left > 0 ? [`${left} rare types of errors are not drawn.`] : [];
  return {
    errorsByType: errors.slice(0, MOST_TYPES).map(error => ({
      ...error,
      errorType: shownErrorType(error.errorType),
    })),
    requests,
    errorRatio: ratioOf(requests, course.errors && errors),
    latencyP95: atTimes(times, course.latencyP95 ?? []),
    warnings: [...course.warnings, ...warnings],
  };
}
