import { readingOf, type Reading } from './reading';
import type { MitigationName } from './probes/workload';

/**
 * Whether an env override stands in the deployment. False also where the
 * workload can't be read: then nothing is known of it.
 */
export function isInForce(
  readings: readonly Reading[],
  mitigation: MitigationName,
): boolean {
  const details = readingOf(readings, 'workload')?.details;
  return details?.mitigations?.includes(mitigation) ?? false;
}

/**
 * Whether what a fallback is for has ended: one request of some still tries
 * Ideogram, so that errors would be seen.
 *
 * @public
 */
export function hasOutageEnded(readings: readonly Reading[]): boolean {
  return (
    readingOf(readings, 'status-page')?.status === 'ok' &&
    readingOf(readings, 'error-rate')?.status === 'ok'
  );
}

/**
 * Whether so many requests are seen to fail that users are better off with the
 * fallback: it takes the image from those who would get one, too.
 */
export function doesFallbackHelp(readings: readonly Reading[]): boolean {
  const errorRate = readingOf(readings, 'error-rate');
  if (!errorRate || errorRate.status === 'unknown') {
    return readingOf(readings, 'integration-health')?.status === 'failing';
  }
  const { errorRatio = 0, threshold = 0 } = errorRate.details ?? {};
  return (
    errorRate.status === 'failing' ||
    (errorRate.status === 'degraded' && errorRatio >= threshold)
  );
}
