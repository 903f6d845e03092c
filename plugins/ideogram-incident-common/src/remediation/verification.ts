import { formatCount, formatPercent } from '../format/quantity';
import { capitalized } from '../format/text';
import { readingOf, type Reading } from '../triage/reading';

/**
 * By what it is seen that an action helped.
 *
 * - `authentication-errors`: no 401 and 403 any more
 * - `rate-limits`: no more 429s than the limit for them
 * - `users-served`: errors are under their limit, or at most a quarter of the
 *   requests and a third of what they were, or health has become ok; and health
 *   is not failing
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

/**
 * What is seen after an action. What is not `verified` may still become so:
 * with `errors-continue`, errors are seen to go on; `waiting` is all else, and
 * what stands where a reading can't be taken.
 *
 * @public
 */
export interface Verification {
  state: 'verified' | 'errors-continue' | 'waiting';
  /** One sentence, with the numbers in it. */
  text: string;
}

/** Judges an action by readings from after it, and from before it. */
type Verifier = (
  now: readonly Reading[],
  earlier: readonly Reading[],
) => Verification;

const verified = (text: string): Verification => ({ state: 'verified', text });
const waiting = (text: string): Verification => ({ state: 'waiting', text });
const errorsContinue = (text: string): Verification => ({
  state: 'errors-continue',
  text,
});
const unreadable = (what: string) =>
  waiting(`${what} can't be read, so whether it helped is not known.`);
const notAsked = waiting(
  'No request was made, so whether it helped is not known.',
);

const errorRateOf = (readings: readonly Reading[]) =>
  readingOf(readings, 'error-rate');
const healthOf = (readings: readonly Reading[]) =>
  readingOf(readings, 'integration-health');

function isRead<R extends Reading>(reading: R | undefined): reading is R {
  return reading !== undefined && reading.status !== 'unknown';
}

/** Where nobody asks, nothing fails, and nothing is proven. */
const hasNoTraffic = (readings: readonly Reading[]) =>
  errorRateOf(readings)?.details?.requestsPerSecond === 0;

/** " Before: 98% of requests." */
const before = (share: number | undefined) =>
  share ? ` Before: ${formatPercent(share)} of requests.` : '';

function authenticationShare(readings: readonly Reading[]) {
  const details = errorRateOf(readings)?.details;
  if (!details) return undefined;
  const perSecond = details.errors
    .filter(({ errorClass }) => errorClass === 'authentication')
    .reduce((sum, error) => sum + error.perSecond, 0);
  const requests = details.requestsPerSecond;
  return { perSecond, share: requests ? perSecond / requests : undefined };
}

function failuresInWords(rate: Reading | undefined, share?: number): string {
  if (!isRead(rate)) return "the error rate can't be read";
  if (share === undefined) return rate.summary;
  return share === 0
    ? 'no request fails'
    : `${formatPercent(share)} of requests fail`;
}

/** Room for a fallback that tries Ideogram for one of some requests. */
const MAX_FAILING = 0.25;
/** Fewer errors than that are left where users get the fallback. */
const LEFT_OF_BEFORE = 1 / 3;

/**
 * Errors are failed tries at Ideogram, also where the user got the fallback
 * after one. So few of them prove that users are served, and many do not prove
 * that they are not: then it counts that the integration has become well by its
 * own word.
 */
const usersServed: Verifier = (now, earlier) => {
  const rate = errorRateOf(now);
  const health = healthOf(now);
  if (!isRead(rate) && !isRead(health)) {
    return unreadable('Error rate and health');
  }
  if (hasNoTraffic(now)) return notAsked;
  const share = rate?.details?.errorRatio;
  const earlierShare = errorRateOf(earlier)?.details?.errorRatio;
  const wasOk = healthOf(earlier)?.status === 'ok';
  const isOk = health?.status === 'ok';
  const healthIs = isRead(health)
    ? `; integration health is ${health.status}`
    : '';
  const seen = `${failuresInWords(rate, share)}${healthIs}`;
  const earlierSeen = before(earlierShare);

  const notYet = (text: string) =>
    share && rate?.status !== 'ok'
      ? errorsContinue(`${capitalized(text)}.${earlierSeen}`)
      : waiting(`${capitalized(text)}.`);

  if (health?.status === 'failing') return notYet(seen);
  if (rate?.status === 'ok') {
    return verified(`Users are served: ${seen}.${earlierSeen}`);
  }
  if (
    share !== undefined &&
    share <= MAX_FAILING &&
    share <= LEFT_OF_BEFORE * (earlierShare ?? 1)
  ) {
    return verified(
      `Most users are served: at most ${formatPercent(
        share,
      )} of requests fail, for failed tries at Ideogram count too${healthIs}.${earlierSeen}`,
    );
  }
  if (isOk && !wasOk) {
    const tries =
      share === undefined
        ? ''
        : ` For ${formatPercent(
            share,
          )} of requests the try at Ideogram still fails.${earlierSeen}`;
    return verified(`Users are served: integration health is ok.${tries}`);
  }
  return notYet(isOk ? `${seen}, as it was before` : seen);
};

const VERIFIERS: Record<VerifiedBy, Verifier> = {
  confirmation: () => verified(''),

  'authentication-errors': (now, earlier) => {
    const seen = authenticationShare(now);
    if (!isRead(errorRateOf(now)) || !seen) return unreadable('The error rate');
    if (hasNoTraffic(now)) return notAsked;
    const earlierSeen = before(authenticationShare(earlier)?.share);
    if (seen.perSecond > 0) {
      const share =
        seen.share === undefined
          ? 'Requests'
          : `${formatPercent(seen.share)} of requests`;
      return errorsContinue(
        `${share} still fail with 401 or 403.${earlierSeen}`,
      );
    }
    return verified(`No request fails with 401 or 403 any more.${earlierSeen}`);
  },

  'rate-limits': now => {
    const details = errorRateOf(now)?.details;
    if (!isRead(errorRateOf(now)) || !details) {
      return unreadable('The error rate');
    }
    if (hasNoTraffic(now)) return notAsked;
    const { rateLimitedPerMinute, rateLimitedThreshold: limit } = details;
    const count = Math.round(rateLimitedPerMinute);
    const verb = count === 1 ? 'is' : 'are';
    const text = `${formatCount(
      count,
      'request',
    )} a minute ${verb} refused with 429`;
    if (rateLimitedPerMinute > limit) {
      return errorsContinue(`${text}, more than ${limit}.`);
    }
    return verified(
      rateLimitedPerMinute === 0
        ? 'No request is refused with 429.'
        : `${text}.`,
    );
  },

  'users-served': usersServed,

  'no-errors': now => {
    const rate = errorRateOf(now);
    const health = healthOf(now);
    if (!isRead(rate)) return unreadable('The error rate');
    if (hasNoTraffic(now)) return notAsked;
    const good =
      rate.status === 'ok' && (!isRead(health) || health.status === 'ok');
    const healthIs = health ? `; integration health is ${health.status}` : '';
    const text = `${rate.summary}${healthIs}.`;
    if (good) return verified(text);
    return rate.status === 'ok' ? waiting(text) : errorsContinue(text);
  },

  pods: now => {
    const workload = readingOf(now, 'workload');
    if (!isRead(workload)) return unreadable('The workload');
    const text = `${workload.summary}.`;
    return workload.status === 'ok' ? verified(text) : waiting(text);
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
