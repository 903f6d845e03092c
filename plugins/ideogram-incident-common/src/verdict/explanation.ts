import { describeReading, probeTitle } from '../triage/describeReading';
import type { Reading } from '../triage/reading';
import { explanationOfPods } from './deadPods';
import { isOfPods, type Judged } from './judged';

/** "4 of 6 readings are missing: error rate, latency." */
function missing(readings: readonly Reading[]): string[] {
  const unread = readings.filter(({ status }) => status === 'unknown');
  if (unread.length === 0) return [];
  const verb = unread.length === 1 ? 'is' : 'are';
  const titles = unread.map(({ probe }) => probeTitle(probe)).join(', ');
  return [
    `${unread.length} of ${readings.length} readings ${verb} missing: ${titles}.`,
  ];
}

const MAX_SENTENCES = 2;

function told({ readings, severity, decision }: Judged): string[] {
  const onPath = decision.path
    .filter(question => question.onPath)
    .map(question => question.because);
  switch (decision.outcome) {
    case 'undetermined':
      return [...severity.reasons.slice(0, 1), ...missing(readings), ...onPath];
    case 'monitor':
      return [...severity.reasons, ...missing(readings)];
    default:
      return [...onPath, ...severity.reasons];
  }
}

/** One or two sentences with numbers. */
export function explanationOf(judged: Judged): string {
  if (isOfPods(judged)) return explanationOfPods(judged.readings);
  // What is missing has a sentence of its own.
  const unread = new Set(
    judged.readings
      .filter(({ status }) => status === 'unknown')
      .map(describeReading),
  );
  const sentences = [...new Set(told(judged))].filter(
    text => !unread.has(text),
  );
  return sentences.slice(0, MAX_SENTENCES).join(' ');
}
