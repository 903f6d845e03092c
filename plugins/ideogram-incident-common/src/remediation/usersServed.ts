import { capitalized } from '../format/text';
import { formatPercent } from '../format/quantity';
import { readingOf, type Reading } from '../triage/reading';
import {
  before,
  errorRatioOf,
  hasNoTraffic,
  isRead,
  nobodyAsked,
  unreadable,
  verified,
  waiting,
  type Verifier,
} from './verifier';

/** Room for a fallback that tries Ideogram for one of some requests. */
const MAX_FAILING = 0.25;
const HALF = 0.5;

function failuresInWords(rate: Reading | undefined, share?: number): string {
  if (!isRead(rate)) return "the error rate can't be read";
  if (share === undefined) return rate.summary;
  return share === 0
    ? 'no request fails'
    : `${formatPercent(share)} of requests fail`;
}

/**
 * Errors are failed tries at Ideogram, also where the user got the fallback
 * after one. So few of them prove that users are served, and many do not prove
 * that they are not: then it counts that the integration has become well by its
 * own word.
 */
export const usersServed: Verifier = (now, earlier) => {
  const rate = readingOf(now, 'error-rate');
  const health = readingOf(now, 'integration-health');
  if (!isRead(rate) && !isRead(health)) {
    return unreadable('Error rate and health');
  }
  if (hasNoTraffic(now)) return nobodyAsked;
  const share = errorRatioOf(now);
  const earlierShare = errorRatioOf(earlier);
  const wasOk = readingOf(earlier, 'integration-health')?.status === 'ok';
  const isOk = health?.status === 'ok';
  const failures = failuresInWords(rate, share);
  const healthIs = isRead(health)
    ? `; integration health is ${health.status}`
    : '';

  if (health?.status === 'failing') {
    return waiting(capitalized(`${failures}${healthIs}.`));
  }
  if (rate?.status === 'ok') {
    return verified(
      `Users are served: ${failures}${healthIs}.${before(earlierShare)}`,
    );
  }
  if (
    share !== undefined &&
    share <= MAX_FAILING &&
    share <= HALF * (earlierShare ?? 1)
  ) {
    return verified(
      `Most users are served: at most ${failures}, for failed tries at Ideogram count too${healthIs}.${before(
        earlierShare,
      )}`,
    );
  }
  if (isOk && !wasOk) {
    const tries =
      share === undefined
        ? ''
        : ` For ${formatPercent(
            share,
          )} of requests the try at Ideogram still fails.${before(
            earlierShare,
          )}`;
    return verified(`Users are served: integration health is ok.${tries}`);
  }
  const noChange = isOk ? ', as it was before' : '';
  return waiting(capitalized(`${failures}${healthIs}${noChange}.`));
};
