import {
  DEFAULT_RESPOND_WITHIN,
  type RespondWithin,
} from 'backstage-plugin-ideogram-incident-common';
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

export function readRespondWithin(section: Section): RespondWithin {
  const read = (level: keyof RespondWithin) =>
    section.value(level, respondWithin, DEFAULT_RESPOND_WITHIN[level]);
  return { P1: read('P1'), P2: read('P2'), P3: read('P3'), P4: read('P4') };
}
