import type { Metrics } from 'backstage-plugin-ideogram-incident-common';

/** One line of a chart; null is a gap. */
export interface ChartSeries {
  label: string;
  values: (number | null)[];
}

export interface ChartData {
  /** Unix seconds. */
  times: number[];
  /** From the largest at the end to the smallest. */
  series: ChartSeries[];
  limit: number;
  /** When the last value was taken; absent where there is none. */
  lastAt?: number;
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
  const shares = metrics.errorsByType.map(({ errorType, points }) => {
    const errors = new Map(points);
    return {
      label: errorType,
      values: ratio.map(([time, total]) => {
        if (total === null) return null;
        const all = requests.get(time);
        // Without requests there is no share, and an absent error is none.
        return all ? Math.min(1, (errors.get(time) ?? 0) / all) : 0;
      }),
    };
  });
  const series =
    shares.length > 0
      ? shares.sort((a, b) => lastOf(b.values) - lastOf(a.values))
      : [{ label: whole, values: ratio.map(([, value]) => value) }];
  return {
    times,
    series,
    limit: metrics.thresholds.errorRatio,
    lastAt: lastTime(ratio),
  };
}

/** The time in which 95% of requests are answered. */
export function latency(metrics: Metrics): ChartData {
  return {
    times: metrics.latencyP95.map(([time]) => time),
    series: [
      { label: 'P95', values: metrics.latencyP95.map(([, value]) => value) },
    ],
    limit: metrics.thresholds.latencyP95Seconds,
    lastAt: lastTime(metrics.latencyP95),
  };
}

/**
 * What stands at the end of each series: its name and its last value. Of
 * several, one at zero needs no name.
 */
export function endTexts(
  { times, series, lastAt }: ChartData,
  format: (value: number) => string,
): (string | undefined)[] {
  const at = lastAt === undefined ? -1 : times.indexOf(lastAt);
  return series.map(({ label, values }, index) => {
    const value = values[at] ?? null;
    if (value === null || (value === 0 && index > 0)) return undefined;
    return `${label}: ${format(value)}`;
  });
}

/**
 * Where nothing is known although it was before; all of the range where there
 * is no value. What is shorter than a twentieth is only a little old.
 */
export function unknownSpans(
  { times, series }: ChartData,
  [from, to]: [number, number],
): [number, number][] {
  const known = times.filter((_, index) =>
    series.some(({ values }) => values[index] !== null),
  );
  if (known.length === 0) return [[from, to]];
  return known
    .map((time, index): [number, number] => [time, known[index + 1] ?? to])
    .filter(([start, end]) => end - start >= (to - from) / 20);
}

/** Sums up, so that each series lies on the ones before it. */
export function stacked(series: ChartSeries[]): ChartSeries[] {
  const sums: (number | null)[] = series[0]?.values.map(() => 0) ?? [];
  return series.map(({ label, values }) => ({
    label,
    values: values.map((value, index) => {
      const below = sums[index];
      sums[index] = value === null || below === null ? null : below + value;
      return sums[index];
    }),
  }));
}

function lastOf(values: (number | null)[]) {
  return (
    values.reduceRight<number | null>((found, value) => found ?? value, null) ??
    0
  );
}

function lastTime(points: Metrics['requests']) {
  return [...points].reverse().find(([, value]) => value !== null)?.[0];
}
