export interface Quantile {
  value: number;
  /** The quantile lies beyond the highest finite bound, which is the value. */
  orMore: boolean;
}

/**
 * A quantile of a histogram, by linear interpolation inside the bucket, as
 * Prometheus' `histogram_quantile` does.
 *
 * @param buckets - counts of observations up to each bound, `Infinity` the last
 * @returns undefined where nothing was observed, or the bounds tell nothing
 */
export function histogramQuantile(
  quantile: number,
  buckets: ReadonlyMap<number, number>,
): Quantile | undefined {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const bounds = sorted.map(([bound]) => bound);
  const last = bounds.length - 1;
  if (last < 1 || bounds[last] !== Infinity) return undefined;
  // Counts of several series can be read at slightly different moments.
  let highest = 0;
  const counts = sorted.map(
    ([, count]) => (highest = Math.max(highest, count)),
  );
  const total = counts[last];
  if (!(total > 0)) return undefined;

  const rank = quantile * total;
  const index = counts.findIndex(count => count >= rank);
  if (index === last) return { value: bounds[last - 1], orMore: true };
  if (index === 0 && bounds[0] <= 0) {
    return { value: bounds[0], orMore: false };
  }
  const lower = index === 0 ? 0 : bounds[index - 1];
  const below = index === 0 ? 0 : counts[index - 1];
  const share = (rank - below) / (counts[index] - below);
  return { value: lower + (bounds[index] - lower) * share, orMore: false };
}
