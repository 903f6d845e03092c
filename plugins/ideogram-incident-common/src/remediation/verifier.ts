import { formatPercent } from '../format/quantity';
import { readingOf, type Reading } from '../triage/reading';

/**
 * What is seen after an action. `waiting` may still become verified; it is what
 * stands where a reading can't be taken, too.
 *
 * @public
 */
export interface Verification {
  state: 'verified' | 'waiting';
  /** One sentence, with the numbers in it. */
  text: string;
}

/** Judges an action by readings from after it, and from before it. */
export type Verifier = (
  now: readonly Reading[],
  before: readonly Reading[],
) => Verification;

export const verified = (text: string): Verification => ({
  state: 'verified',
  text,
});
export const waiting = (text: string): Verification => ({
  state: 'waiting',
  text,
});

export const unreadable = (what: string) =>
  waiting(`${what} can't be read, so whether it helped is not known.`);

export const errorRatioOf = (readings: readonly Reading[]) =>
  readingOf(readings, 'error-rate')?.details?.errorRatio;

/** " Before: 98% of requests." */
export function before(share: number | undefined): string {
  return share === undefined || share === 0
    ? ''
    : ` Before: ${formatPercent(share)} of requests.`;
}

export function isRead(reading: Reading | undefined): reading is Reading {
  return reading !== undefined && reading.status !== 'unknown';
}

/** Where nobody asks, nothing fails, and nothing is proven. */
export const hasNoTraffic = (readings: readonly Reading[]) =>
  readingOf(readings, 'error-rate')?.details?.requestsPerSecond === 0;

export const nobodyAsked = waiting(
  'No request was made, so whether it helped is not known.',
);
