import { formatCount, formatPercent } from '../format/quantity';
import { readingOf, type Reading } from '../triage/reading';
import {
  before,
  hasNoTraffic,
  isRead,
  nobodyAsked,
  unreadable,
  verified,
  waiting,
  type Verification,
  type Verifier,
} from './verifier';
import { usersServed } from './usersServed';

/**
 * By what it is seen that an action helped.
 *
 * - `authentication-errors`: no 401 and 403 any more
 * - `rate-limits`: no more 429s than the limit for them
 * - `users-served`: errors are under their limit, or at most a quarter of the
 *   requests and half of what they were, or health has become ok; and health is
 *   not failing
 * - `no-errors`: errors are under their limit, and health is ok
 * - `pods`: all wanted pods are available, and none is in trouble
 * - `confirmation`: what the action asked is the answer, nothing has to stop
 *
 * @public
 */
export type VerifiedBy =
  | 'authentication-errors'
  | 'rate-limits'
  | 'users-served'
  | 'no-errors'
  | 'pods'
  | 'confirmation';

function authenticationShare(readings: readonly Reading[]) {
  const details = readingOf(readings, 'error-rate')?.details;
  if (!details) return undefined;
  const perSecond = details.errors
    .filter(({ errorClass }) => errorClass === 'authentication')
    .reduce((sum, error) => sum + error.perSecond, 0);
  const requests = details.requestsPerSecond;
  return { perSecond, share: requests ? perSecond / requests : undefined };
}

const VERIFIERS: Record<VerifiedBy, Verifier> = {
  confirmation: () => verified(''),

  'authentication-errors': (now, earlier) => {
    const seen = authenticationShare(now);
    if (!isRead(readingOf(now, 'error-rate')) || !seen) {
      return unreadable('The error rate');
    }
    if (hasNoTraffic(now)) return nobodyAsked;
    if (seen.perSecond > 0) {
      return waiting(
        seen.share === undefined
          ? 'Requests still fail with 401 or 403.'
          : `${formatPercent(
              seen.share,
            )} of requests still fail with 401 or 403.`,
      );
    }
    return verified(
      `No request fails with 401 or 403 any more.${before(
        authenticationShare(earlier)?.share,
      )}`,
    );
  },

  'rate-limits': now => {
    const reading = readingOf(now, 'error-rate');
    if (!isRead(reading) || !reading.details) {
      return unreadable('The error rate');
    }
    if (hasNoTraffic(now)) return nobodyAsked;
    const { rateLimitedPerMinute: count, rateLimitedThreshold: limit } =
      reading.details;
    const text = `${formatCount(Math.round(count), 'request')} a minute ${
      Math.round(count) === 1 ? 'is' : 'are'
    } refused with 429`;
    return count > limit
      ? waiting(`${text}, more than ${limit}.`)
      : verified(count === 0 ? 'No request is refused with 429.' : `${text}.`);
  },

  'users-served': usersServed,

  'no-errors': now => {
    const rate = readingOf(now, 'error-rate');
    const health = readingOf(now, 'integration-health');
    if (!isRead(rate)) return unreadable('The error rate');
    if (hasNoTraffic(now)) return nobodyAsked;
    const good =
      rate.status === 'ok' && (!isRead(health) || health.status === 'ok');
    const words = [
      rate.summary,
      health && `integration health is ${health.status}`,
    ];
    const text = `${words.filter(Boolean).join('; ')}.`;
    return good ? verified(text) : waiting(text);
  },

  pods: now => {
    const workload = readingOf(now, 'workload');
    if (!isRead(workload)) return unreadable('The workload');
    return workload.status === 'ok'
      ? verified(`${workload.summary}.`)
      : waiting(`${workload.summary}.`);
  },
};

/**
 * Whether an action is seen to have helped.
 *
 * @param now - readings that were observed after the action
 * @param earlier - readings from before it, for comparison
 *
 * @public
 */
export function verifyBy(
  by: VerifiedBy,
  now: readonly Reading[],
  earlier: readonly Reading[],
): Verification {
  return VERIFIERS[by](now, earlier);
}
