import { readingOf, type Reading } from './reading';

/**
 * What has to stand beside a latency that is ok while nearly all requests
 * fail: P95 is then the time of an error, and says nothing about images.
 *
 * @public
 */
export function latencyCaveat(
  readings: readonly Reading[],
): string | undefined {
  const latency = readingOf(readings, 'latency');
  const isMeasured =
    latency?.status === 'ok' && latency.details?.p95Seconds !== undefined;
  const errorRate = readingOf(readings, 'error-rate');
  return isMeasured && errorRate?.status === 'failing'
    ? 'Nearly all requests fail, so this is the time until they do.'
    : undefined;
}
