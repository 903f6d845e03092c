import type { Section } from './section';
import { Refusal, type Parse } from './values/parse';
import { durationMs, isoDuration } from './values/quantities';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NEXT_BUSINESS_DAY = 'next-business-day';

const respondWithin: Parse<string> = raw => {
  if (raw === NEXT_BUSINESS_DAY) return NEXT_BUSINESS_DAY;
  const ms = durationMs(raw);
  if (ms === undefined || ms < MINUTE_MS || ms > 31 * DAY_MS) {
    throw new Refusal(
      `must be ${NEXT_BUSINESS_DAY}, or a duration from 1m to 31d, such as 15m`,
    );
  }
  return isoDuration(ms);
};

/**
 * In which time somebody must respond, by severity: an ISO 8601 duration or
 * `next-business-day`.
 */
export type RespondWithin = Record<'P1' | 'P2' | 'P3' | 'P4', string>;

export function readRespondWithin(section: Section): RespondWithin {
  return {
    P1: section.value('P1', respondWithin, 'PT15M'),
    P2: section.value('P2', respondWithin, 'PT1H'),
    P3: section.value('P3', respondWithin, 'PT4H'),
    P4: section.value('P4', respondWithin, NEXT_BUSINESS_DAY),
  };
}
