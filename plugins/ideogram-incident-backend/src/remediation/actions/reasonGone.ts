import {
  readingOf,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** Users get the fallback while Ideogram is down. */
export function isOutageOver(readings: readonly Reading[]): boolean {
  return (
    readingOf(readings, 'status-page')?.status === 'ok' &&
    readingOf(readings, 'error-rate')?.status === 'ok'
  );
}

/** Requests wait while some are refused for their number. */
export function isRateLimitOver(readings: readonly Reading[]): boolean {
  const reading = readingOf(readings, 'error-rate');
  return (
    reading !== undefined &&
    reading.status !== 'unknown' &&
    reading.details?.rateLimitedPerMinute === 0
  );
}
