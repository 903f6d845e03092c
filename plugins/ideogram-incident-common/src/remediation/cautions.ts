import {
  formatCount,
  formatNumber,
  formatPercent,
  formatRate,
} from '../format/quantity';
import { downBeforeRollout } from '../triage/deadPods';
import { describeReading } from '../triage/describeReading';
import type { ErrorClass } from '../triage/errorClass';
import { isOverRateLimit } from '../triage/probes/errorRate';
import { readingOf, type Reading } from '../triage/reading';

/**
 * A change that can do harm where it is made in the wrong moment.
 *
 * @public
 */
export type CautiousChange =
  | 'undo-rollout'
  | 'restart'
  | 'rotate-credential'
  | 'enable-fallback'
  | 'disable-fallback'
  | 'enable-queue'
  | 'disable-queue'
  | 'scale-out';

/** A sentence or two with the numbers; undefined where there is no harm. */
type Caution = (readings: readonly Reading[]) => string | undefined;

const isBad = (reading: Reading | undefined) =>
  reading?.status === 'degraded' || reading?.status === 'failing';

/** What is well, where all that was read is; nobody is calm blindly. */
function calm(readings: readonly Reading[]): string | undefined {
  const rate = readingOf(readings, 'error-rate');
  if (rate?.status !== 'ok' || readings.some(isBad)) return undefined;
  const workload = readingOf(readings, 'workload');
  return [rate, workload]
    .flatMap(reading =>
      reading?.status === 'ok' ? describeReading(reading) : [],
    )
    .join(' ');
}

const whileCalm =
  (harm: string): Caution =>
  readings => {
    const seen = calm(readings);
    return seen && `Nothing is wrong now. ${seen} ${harm}`;
  };

const HALF = 0.5;

/** What is read of the errors, where most of them are of these classes. */
function mostly(
  readings: readonly Reading[],
  classes: readonly ErrorClass[],
): string | undefined {
  const rate = readingOf(readings, 'error-rate');
  if (!rate?.details || !isBad(rate)) return undefined;
  const { errors, errorsPerSecond } = rate.details;
  const such = errors
    .filter(({ errorClass }) => classes.includes(errorClass))
    .reduce((sum, { perSecond }) => sum + perSecond, 0);
  return such > HALF * errorsPerSecond ? describeReading(rate) : undefined;
}

const whileMostly =
  (classes: readonly ErrorClass[], harm: string): Caution =>
  readings => {
    const seen = mostly(readings, classes);
    return seen && `${seen} ${harm}`;
  };

/** Such as `None of 2 pods is available, and 2 crash`. */
function deadPods(readings: readonly Reading[]): string | undefined {
  const details = readingOf(readings, 'workload')?.details;
  if (!details || details.available > 0 || details.desired === 0) {
    return undefined;
  }
  const crashing = details.pods.filter(
    ({ trouble }) => trouble === 'crashing' || trouble === 'out-of-memory',
  ).length;
  const verb = crashing === 1 ? 'crashes' : 'crash';
  return `None of ${formatCount(details.desired, 'pod')} is available${
    crashing > 0 ? `, and ${crashing} ${verb}` : ''
  }.`;
}

const whilePodsAreDead =
  (harm: string): Caution =>
  readings => {
    const seen = deadPods(readings);
    return seen && `${seen} ${harm}`;
  };

/** Whether the vendor still fails, by what says so. */
const vendorStillFails: Caution = readings => {
  const rate = readingOf(readings, 'error-rate');
  const page = readingOf(readings, 'status-page');
  if (rate && isBad(rate)) {
    // Only some requests try Ideogram while the fallback is on.
    return `${describeReading(
      rate,
    )} That is with the fallback on: without it, at least as many fail, and perhaps all.`;
  }
  if (page && isBad(page)) {
    return `Ideogram still announces trouble. ${describeReading(page)}`;
  }
  return rate?.status === 'unknown'
    ? "The error rate can't be read, so we can't tell whether Ideogram is well again."
    : undefined;
};

function rateLimited(readings: readonly Reading[]) {
  const rate = readingOf(readings, 'error-rate');
  return rate?.status === 'unknown' ? undefined : rate?.details;
}

/** "12 requests a minute are refused with 429". */
function refusedInWords(perMinute: number): string {
  const count = Math.round(perMinute);
  return count < 1
    ? 'Less than 1 request a minute is refused with 429'
    : `${formatCount(count, 'request')} a minute ${
        count === 1 ? 'is' : 'are'
      } refused with 429`;
}

const whileRefused =
  (harm: string): Caution =>
  readings => {
    const perMinute = rateLimited(readings)?.rateLimitedPerMinute ?? 0;
    return perMinute > 0 ? `${refusedInWords(perMinute)}. ${harm}` : undefined;
  };

const withoutRefusals: Caution = readings => {
  const details = rateLimited(readings);
  if (!details) return undefined;
  const { rateLimitedPerMinute: perMinute, rateLimitedThreshold } = details;
  if (isOverRateLimit(details)) return undefined;
  const seen =
    perMinute > 0
      ? `${refusedInWords(perMinute)}, and the limit is ${formatNumber(
          rateLimitedThreshold,
        )}`
      : 'No request is refused with 429';
  return `${seen}: the queue would only make users wait.`;
};

/** The key works: of what is asked, nothing is refused for it. */
const keyWorks: Caution = readings => {
  const rate = readingOf(readings, 'error-rate');
  const { requestsPerSecond = 0, errors = [] } = rate?.details ?? {};
  if (!rate || rate.status === 'unknown' || requestsPerSecond <= 0) {
    return undefined;
  }
  const isRefused = errors.some(
    ({ errorClass, perSecond }) =>
      errorClass === 'authentication' && perSecond > 0,
  );
  const share = rate.details?.errorRatio ?? 0;
  // Where all of them fail otherwise, nothing is known of the key.
  return isRefused || share > HALF
    ? undefined
    : `The present key works: none of ${formatRate(
        requestsPerSecond,
        'requests',
      )} fails with 401 or 403${
        share > 0 ? `, and ${formatPercent(share)} fail otherwise` : ''
      }. You would replace a key that works.`;
};

const withoutNodes: Caution = readings => {
  const pods = readingOf(readings, 'workload')?.details?.pods ?? [];
  const count = pods.filter(
    ({ trouble }) => trouble === 'unschedulable',
  ).length;
  return count > 0
    ? `${formatCount(count, 'pod')} ${
        count === 1 ? 'finds' : 'find'
      } no node already: more pods won't find one either.`
    : undefined;
};

const CAUTIONS: Record<CautiousChange, readonly Caution[]> = {
  'undo-rollout': [
    downBeforeRollout,
    whileCalm('Undoing brings back what the last rollout replaced.'),
    whileMostly(
      ['vendor-fault', 'billing', 'rate-limited'],
      'That is what Ideogram answers, and no rollout changes it.',
    ),
  ],
  restart: [
    whileCalm(
      'A restart makes nothing better, and leaves fewer pods meanwhile.',
    ),
    whileMostly(
      ['vendor-fault', 'billing', 'rate-limited'],
      'That is what Ideogram answers, and a restart does not change it.',
    ),
    whilePodsAreDead(
      'New pods of the same kind will most likely end the same way: if it began with the last rollout, undo that.',
    ),
  ],
  'rotate-credential': [
    keyWorks,
    whileMostly(
      ['billing'],
      'A new key of the same account has no credit either.',
    ),
  ],
  'enable-fallback': [
    whileCalm('The fallback gives users less than Ideogram does.'),
    whilePodsAreDead('Until they run, the fallback serves nobody.'),
  ],
  'disable-fallback': [vendorStillFails],
  'enable-queue': [
    withoutRefusals,
    whilePodsAreDead('Until they run, the queue helps nobody.'),
  ],
  'disable-queue': [whileRefused('Without the queue, more will be.')],
  'scale-out': [
    whilePodsAreDead('More pods of the same kind do not help.'),
    whileRefused('More pods send more requests.'),
    withoutNodes,
    whileMostly(
      ['vendor-fault', 'billing', 'authentication'],
      'That is what Ideogram answers, and more pods do not change it.',
    ),
  ],
};

/**
 * What harm a change would do in the world that was read, in words with the
 * numbers. Empty where none is seen, or nothing was read.
 *
 * @public
 */
export function cautionsOf(
  change: CautiousChange,
  readings: readonly Reading[] = [],
): string[] {
  return CAUTIONS[change].flatMap(caution => caution(readings) ?? []);
}
