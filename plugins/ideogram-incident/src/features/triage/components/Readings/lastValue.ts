import {
  formatDuration,
  formatPercent,
  readingOf,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** The one value of a reading that is worth remembering, in a few words. */
export function lastValue(reading: Reading): string {
  const errorRatio = readingOf([reading], 'error-rate')?.details?.errorRatio;
  if (errorRatio !== undefined) return formatPercent(errorRatio);
  const p95Seconds = readingOf([reading], 'latency')?.details?.p95Seconds;
  if (p95Seconds !== undefined) return formatDuration(p95Seconds);
  const workload = readingOf([reading], 'workload')?.details;
  return workload
    ? `${workload.available} of ${workload.desired} pods`
    : `“${reading.summary}”`;
}
