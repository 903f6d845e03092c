import {
  isOverRateLimit,
  isUrgent,
  type ErrorRateDetails,
} from './probes/errorRate';
import type { ReadingStatus } from './probes/probe';

/** The share of requests from which an error rate is failing. */
export const FAILING_FROM = 0.95;

/** As far as an error rate is judged by it; of a reading or a moment. */
type ErrorRate = Pick<
  ErrorRateDetails,
  | 'errorRatio'
  | 'threshold'
  | 'requestsPerSecond'
  | 'rateLimitedPerMinute'
  | 'rateLimitedThreshold'
> & {
  errors: readonly Pick<
    ErrorRateDetails['errors'][number],
    'errorClass' | 'perSecond'
  >[];
};

/**
 * How bad an error rate is; unknown where requests are not counted and nothing
 * else tells.
 *
 * @public
 */
export function errorRateStatus(rate: ErrorRate): ReadingStatus {
  const { errorRatio, threshold, errors, requestsPerSecond } = rate;
  if (errorRatio !== undefined && errorRatio >= FAILING_FROM) return 'failing';
  if (errorRatio !== undefined && errorRatio >= threshold) return 'degraded';
  const urgent = errors.some(error => error.perSecond > 0 && isUrgent(error));
  if (urgent || isOverRateLimit(rate)) return 'degraded';
  return requestsPerSecond === undefined ? 'unknown' : 'ok';
}
