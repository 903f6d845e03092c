import type { Answer, Point } from '../../upstream/prometheus';

type Series = Answer['series'];

/** Whether a value can be a rate or a duration. */
export const isRate = (value: number) => value >= 0 && value < Infinity;

/** Points of several series at the same times, combined. */
function combined(
  series: Series,
  combine: (a: number, b: number) => number,
): Point[] {
  const values = new Map<number, number>();
  for (const { points } of series) {
    for (const [at, value] of points) {
      const other = values.get(at);
      values.set(at, other === undefined ? value : combine(other, value));
    }
  }
  return [...values].sort(([a], [b]) => a - b);
}

export function sumOf(series: Series): Point[] {
  return combined(series, (a, b) => a + b);
}

/** Of several series, such as one per model, the slowest counts. */
export function highestOf(series: Series): Point[] {
  const known = series.map(({ labels, points }) => ({
    labels,
    points: points.filter(([, value]) => isRate(value)),
  }));
  return combined(known, Math.max);
}
