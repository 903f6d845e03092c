import {
  formatDuration,
  formatPercent,
  type ErrorRateDetails,
  type LatencyDetails,
  type Reading,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';

/** The one value of a reading that is worth remembering, in a few words. */
export function lastValue(reading: Reading): string {
  const details = reading.details ?? {};
  switch (reading.probe) {
    case 'error-rate': {
      const { errorRatio } = details as Partial<ErrorRateDetails>;
      if (errorRatio !== undefined) return formatPercent(errorRatio);
      break;
    }
    case 'latency': {
      const { p95Seconds } = details as Partial<LatencyDetails>;
      if (p95Seconds !== undefined) return formatDuration(p95Seconds);
      break;
    }
    case 'workload': {
      const { available, desired } = details as Partial<WorkloadDetails>;
      if (available !== undefined && desired !== undefined) {
        return `${available} of ${desired} pods`;
      }
      break;
    }
    default:
  }
  return `“${reading.summary}”`;
}
