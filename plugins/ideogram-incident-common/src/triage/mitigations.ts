import { deadPodsOf } from './deadPods';
import { isBad, readingOf, type Reading } from './reading';
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
 * Ideogram, so that errors would be seen. Not where none is sent, or no pod is
 * there to send it: then nothing is known of Ideogram.
 *
 * @public
 */
export function hasOutageEnded(readings: readonly Reading[]): boolean {
  const errorRate = readingOf(readings, 'error-rate');
  return (
    readingOf(readings, 'status-page')?.status === 'ok' &&
    errorRate?.status === 'ok' &&
    (errorRate.details?.requestsPerSecond ?? 0) > 0 &&
    deadPodsOf(readings) === undefined
  );
}

/**
 * Whether our service is degraded by the fallback itself, and by nothing else
 * that is read.
 */
export function isOnlyFallbackLeft(readings: readonly Reading[]): boolean {
  const health = readingOf(readings, 'integration-health');
  return (
    isInForce(readings, 'fallback') &&
    hasOutageEnded(readings) &&
    health?.status === 'degraded' &&
    !isBad(readingOf(readings, 'workload'))
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
