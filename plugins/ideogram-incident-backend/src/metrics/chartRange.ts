import type { TimeRange } from '../upstream/prometheus';

const MOST_POINTS = 240;
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
    STEPS.find(step => sinceSeconds / step <= MOST_POINTS) ??
    Math.ceil(sinceSeconds / MOST_POINTS);
  const steps = Math.ceil(sinceSeconds / stepSeconds);
  const to = Math.floor(now);
  return { from: to - steps * stepSeconds, to, stepSeconds };
}

/** The times in a range, in Unix seconds. */
export function timesOf({ from, to, stepSeconds }: TimeRange): number[] {
  const count = Math.floor((to - from) / stepSeconds) + 1;
  return Array.from(
    { length: count },
    (_, index) => from + index * stepSeconds,
  );
}
