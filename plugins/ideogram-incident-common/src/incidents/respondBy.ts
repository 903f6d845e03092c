import { DateTime } from 'luxon';
import { isoDurationMs } from '../format/duration';
import type { RespondWithin } from '../triage/severity';
import type { Incident, IncidentLevel } from './incident';
import { isWorse } from './level';

/** Monday is the first, as in ISO 8601. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** @public */
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * When people are at work.
 *
 * @public
 */
export interface BusinessHours {
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: string;
  days: readonly Weekday[];
  /** `09:00` */
  from: string;
  /** `17:00`, up to `24:00`; where it is not after `from`, of the day after. */
  to: string;
  /** Dates, such as `2026-12-25`. */
  holidays: readonly string[];
}

/** @public */
export const DEFAULT_BUSINESS_HOURS: BusinessHours = {
  timeZone: 'UTC',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  holidays: [],
};

/** @public */
export interface ResponseTimes {
  respondWithin: RespondWithin;
  businessHours: BusinessHours;
}

/** Nobody takes more days off in a row by intent. */
const DAYS_LOOKED_AT = 366;

/** The calendar counts in UTC, where no day has a gap or comes twice. */
function nextBusinessDay(
  today: DateTime,
  { days, holidays }: BusinessHours,
): DateTime {
  const isBusinessDay = (day: DateTime) =>
    days.includes(WEEKDAYS[day.weekday - 1]) &&
    !holidays.includes(day.toFormat('yyyy-MM-dd'));
  const tomorrow = today.plus({ days: 1 });
  for (let ahead = 0; ahead < DAYS_LOOKED_AT; ahead += 1) {
    const day = tomorrow.plus({ days: ahead });
    if (isBusinessDay(day)) return day;
  }
  // A calendar without one must not leave an incident without an end.
  return tomorrow;
}

/** When the hours of the next business day end. */
function endOfNextBusinessDay(at: string, hours: BusinessHours): number {
  const { timeZone: zone, from, to } = hours;
  const { year, month, day } = DateTime.fromISO(at, { zone });
  const next = nextBusinessDay(DateTime.utc(year, month, day), hours);
  const endsOn = to > from ? next : next.plus({ days: 1 });
  const [hour, minute] = to.split(':').map(Number);
  const end = DateTime.fromObject(
    { year: endsOn.year, month: endsOn.month, day: endsOn.day, hour, minute },
    { zone },
  );
  // A time that the clock skips is as far after the gap as it lies in it. Of
  // one that it shows twice, the second counts: which of them luxon gives by
  // itself depends on the present day.
  return Math.max(...end.getPossibleOffsets().map(time => time.toMillis()));
}

/**
 * When somebody must have responded to what is of this level since a moment.
 * A duration is the time that passes, whatever the clocks do meanwhile.
 *
 * @param at - ISO 8601
 * @public
 */
export function respondBy(
  level: IncidentLevel,
  at: string,
  { respondWithin, businessHours }: ResponseTimes,
): string {
  const within = respondWithin[level];
  const due =
    within === 'next-business-day'
      ? endOfNextBusinessDay(at, businessHours)
      : Date.parse(at) + (isoDurationMs(within) ?? NaN);
  if (Number.isNaN(due)) {
    throw new Error(
      `The time to respond to a ${level} can't be computed from "${within}" and ${businessHours.timeZone}`,
    );
  }
  return new Date(due).toISOString();
}

/**
 * The same after a change of level: a rise starts the time of the new level, a
 * fall never makes it earlier, and what somebody looks after keeps its own.
 *
 * @param at - when the level changed, ISO 8601
 * @public
 */
export function respondByAfter(
  incident: Pick<Incident, 'severity' | 'respondBy' | 'acknowledgedAt'>,
  to: IncidentLevel,
  at: string,
  times: ResponseTimes,
): string {
  const { severity, acknowledgedAt, respondBy: former } = incident;
  if (acknowledgedAt !== undefined || to === severity) return former;
  const anew = respondBy(to, at, times);
  if (isWorse(to, severity)) return anew;
  return Date.parse(anew) > Date.parse(former) ? anew : former;
}
