import {
  readingOf,
  type ErrorClass,
  type Metrics,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** One line of a chart; null is a gap. */
export interface ChartSeries {
  label: string;
  values: (number | null)[];
  /** Of what the requests fail with; it gives the colour. */
  errorClass?: ErrorClass;
}

/** What stands at the end of a chart: a value, or why there is none. */
export type ChartEnd = 'value' | 'no-requests' | 'unknown' | 'no-data';

export interface ChartData {
  /** Unix seconds. */
  times: number[];
  /** Stacked in this order, which never changes. */
  series: ChartSeries[];
  limit: number;
  /** When the last value was taken; absent where there is none. */
  lastAt?: number;
  end: ChartEnd;
  /** At which of the times there were no requests: a gap, though a known one. */
  quiet: boolean[];
}

type Points = Metrics['requests'];

/** The points up to a moment, and the one of that moment itself. */
function endingAt(points: Points, at: number, value: number | null): Points {
  return [...points.filter(([time]) => time < at), [at, value]];
}

/**
 * The series with the readings as their last points, so that the end of a line
 * is what the readings say, taken at the same moment. What a reading does not
 * know ends in a gap.
 */
export function withReadings(
  metrics: Metrics,
  readings: readonly Reading[],
): Metrics {
  const result = { ...metrics };
  const errorRate = readingOf(readings, 'error-rate');
  if (errorRate) {
    const at = Date.parse(errorRate.observedAt) / 1000;
    const details =
      errorRate.status === 'unknown' ? undefined : errorRate.details;
    const read = details?.errors ?? [];
    const known = new Set(metrics.errorsByType.map(each => each.errorType));
    const unseen = read
      .filter(({ errorType }) => !known.has(errorType))
      .map(({ errorType, errorClass }) => ({
        errorType,
        errorClass,
        points: [] as Points,
      }));
    result.errorsByType = [...metrics.errorsByType, ...unseen].map(series => ({
      ...series,
      points: endingAt(
        series.points,
        at,
        read.find(({ errorType }) => errorType === series.errorType)
          ?.perSecond ?? null,
      ),
    }));
    result.requests = endingAt(
      metrics.requests,
      at,
      details?.requestsPerSecond ?? null,
    );
    result.errorRatio = endingAt(
      metrics.errorRatio,
      at,
      details?.errorRatio ?? null,
    );
  }
  const latencyReading = readingOf(readings, 'latency');
  if (latencyReading) {
    const { status, details } = latencyReading;
    result.latencyP95 = endingAt(
      metrics.latencyP95,
      Date.parse(latencyReading.observedAt) / 1000,
      (status === 'unknown' ? undefined : details?.p95Seconds) ?? null,
    );
  }
  return result;
}

/** Of the classes in a stack, from the ground up. */
const CLASS_ORDER: readonly ErrorClass[] = [
  'authentication',
  'billing',
  'rate-limited',
  'vendor-fault',
  'network',
  'unclassified',
];

function endOf(points: Points, isQuiet: boolean): ChartEnd {
  if (typeof points.at(-1)?.[1] === 'number') return 'value';
  if (isQuiet) return 'no-requests';
  return lastTime(points) === undefined ? 'no-data' : 'unknown';
}

/**
 * The share of requests that fail, split by the label of the error series.
 *
 * @param whole - the name of the one series where there is no such split
 */
export function failureShares(metrics: Metrics, whole: string): ChartData {
  const requests = new Map(metrics.requests);
  const ratio = metrics.errorRatio;
  const times = ratio.map(([time]) => time);
  const shares = metrics.errorsByType
    .map(({ errorType, errorClass, points }) => {
      const errors = new Map(points);
      return {
        label: errorType,
        errorClass,
        values: ratio.map(([time, total]) => {
          const all = requests.get(time);
          if (total === null || !all) return null;
          // An absent error is none.
          return Math.min(1, (errors.get(time) ?? 0) / all);
        }),
      };
    })
    .filter(({ values }) => values.some(value => value));
  const rank = ({ errorClass }: ChartSeries) =>
    CLASS_ORDER.indexOf(errorClass ?? 'unclassified');
  const quiet = ratio.map(
    ([time, value]) => value === null && requests.get(time) === 0,
  );
  return {
    times,
    series:
      shares.length > 0
        ? shares.sort((a, b) => rank(a) - rank(b))
        : [{ label: whole, values: ratio.map(([, value]) => value) }],
    limit: metrics.thresholds.errorRatio,
    lastAt: lastTime(ratio),
    end: endOf(ratio, quiet.at(-1) ?? false),
    quiet,
  };
}

/** The time in which 95% of requests are answered. */
export function latency(metrics: Metrics): ChartData {
  const points = metrics.latencyP95;
  // The two readings at the end are not of exactly the same moment.
  const isQuietAt = (time: number) =>
    metrics.requests.some(
      ([at, value]) =>
        value === 0 && Math.abs(at - time) < metrics.stepSeconds / 2,
    );
  const quiet = points.map(
    ([time, value]) => value === null && isQuietAt(time),
  );
  return {
    times: points.map(([time]) => time),
    series: [{ label: 'P95', values: points.map(([, value]) => value) }],
    limit: metrics.thresholds.latencyP95Seconds,
    lastAt: lastTime(points),
    end: endOf(points, quiet.at(-1) ?? false),
    quiet,
  };
}

/**
 * What stands at the end of each series: its name and its last value. Of
 * several, one at zero needs no name; a value that is not of now is not
 * written where now is.
 */
export function endTexts(
  { series, end }: ChartData,
  format: (value: number) => string,
): (string | undefined)[] {
  return series.map(({ label, values }) => {
    const value = values.at(-1) ?? null;
    if (end !== 'value' || value === null) return undefined;
    if (value === 0 && series.length > 1) return undefined;
    return `${label}: ${format(value)}`;
  });
}

/**
 * Where nothing is known although it was before; all of the range where there
 * is no value. What is shorter than a twentieth is only a little old, unless
 * it is now that is not known.
 */
export function unknownSpans(
  { times, series, quiet, end }: ChartData,
  [from, to]: [number, number],
): [number, number][] {
  const known = times.filter(
    (_, index) =>
      quiet[index] || series.some(({ values }) => values[index] !== null),
  );
  if (known.length === 0) return [[from, to]];
  return known
    .map((time, index): [number, number] => [time, known[index + 1] ?? to])
    .filter(
      ([start, until], index) =>
        until - start >= (to - from) / 20 ||
        (end === 'unknown' && index === known.length - 1),
    );
}

/** Sums up, so that each series lies on the ones before it. */
export function stacked(series: ChartSeries[]): ChartSeries[] {
  const sums: (number | null)[] = series[0]?.values.map(() => 0) ?? [];
  return series.map(one => ({
    ...one,
    values: one.values.map((value, index) => {
      const below = sums[index];
      sums[index] = value === null || below === null ? null : below + value;
      return sums[index];
    }),
  }));
}

/** The classes in a chart, each with the types that belong to it. */
export function classesIn(
  series: readonly ChartSeries[],
): { errorClass: ErrorClass; labels: string[] }[] {
  return CLASS_ORDER.map(errorClass => ({
    errorClass,
    labels: series
      .filter(each => each.errorClass === errorClass)
      .map(({ label }) => label),
  })).filter(({ labels }) => labels.length > 0);
}

function lastTime(points: Points) {
  return [...points].reverse().find(([, value]) => value !== null)?.[0];
}
