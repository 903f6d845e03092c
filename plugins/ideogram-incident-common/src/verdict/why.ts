import { formatDuration } from '../format/duration';
import { formatPercent } from '../format/quantity';
import { describeReading } from '../triage/describeReading';
import { isOverRateLimit, isUrgent } from '../triage/probes/errorRate';
import {
  isBad,
  isBuiltInProbe,
  readingOf,
  type ProbeName,
  type Reading,
  type ReadingOf,
} from '../triage/reading';
import type { Severity } from '../triage/triage';

/** Which rule it is that a bad reading meets; it has no numbers of its own. */
type Rule<P extends ProbeName> = (
  reading: ReadingOf<P>,
  isFailing: boolean,
) => string;

const RULES: { [P in ProbeName]: Rule<P> } = {
  'error-rate': ({ details }, isFailing) => {
    if (isFailing) return 'At least 95% of requests fail.';
    if (details?.errors.some(isUrgent)) {
      return 'A refused key or payment is urgent, however few requests fail.';
    }
    if (details && isOverRateLimit(details)) {
      return 'More requests are refused with 429 than the limit allows.';
    }
    return details
      ? `At least ${formatPercent(details.threshold)} of requests fail.`
      : 'More requests fail than their limit.';
  },
  workload: (_, isFailing) =>
    isFailing ? 'No pod is available.' : 'Some pods are missing or in trouble.',
  'integration-health': (_, isFailing) =>
    isFailing
      ? 'Our health check says that the service is down.'
      : 'Our health check says that the service is degraded.',
  latency: ({ details }) =>
    details
      ? `At least 1 in 20 images takes ${formatDuration(
          details.thresholdSeconds,
        )} or longer.`
      : 'Images take longer than their limit.',
  'status-page': (_, isFailing) =>
    isFailing ? 'Ideogram reports an outage.' : 'Ideogram reports trouble.',
  'recent-errors': () => 'There are error lines in the log.',
  'ideogram-api': () => 'The portal has trouble with Ideogram.',
};

function ruleOf<P extends ProbeName>(reading: ReadingOf<P>): string {
  return RULES[reading.probe as P](reading, reading.status === 'failing');
}

/**
 * What a level rests on first of all: the strongest reason, or the rule that
 * it meets where the reason has been said already.
 */
export function whyOf(
  { reasons }: Pick<Severity, 'reasons'>,
  readings: readonly Reading[],
  said: string,
): string | undefined {
  const [strongest] = reasons;
  if (strongest === undefined || !said.includes(strongest)) return strongest;
  const reading = readings.find(
    each => isBad(each) && describeReading(each) === strongest,
  );
  return reading && isBuiltInProbe(reading.probe)
    ? ruleOf(readingOf(readings, reading.probe)!)
    : strongest;
}
