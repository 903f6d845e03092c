import {
  readingOf,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** The queue itself keeps 429s away: only time tells that nobody needs it. */
const QUIET_MS = 60 * 60_000;

/** Requests wait while some are refused for their number. */
export function isRateLimitOver(
  readings: readonly Reading[],
  since?: string,
): boolean {
  const reading = readingOf(readings, 'error-rate');
  return (
    since !== undefined &&
    Date.now() - Date.parse(since) >= QUIET_MS &&
    reading !== undefined &&
    reading.status !== 'unknown' &&
    reading.details?.rateLimitedPerMinute === 0
  );
}
