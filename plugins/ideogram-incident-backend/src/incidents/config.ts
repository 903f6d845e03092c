import {
  DEFAULT_BUSINESS_HOURS,
  type Weekday,
} from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import { objectiveShare } from '../alertRules/config';
import { lineOf, oneOf, pattern } from '../config/forms';
import {
  besideMistakes,
  ConfigMistake,
  list,
  orFalse,
  section,
  value,
} from '../config/schema';
import { respondWithinSection } from '../triage/config';
import { alertsSection, watcherSection } from './alerts/config';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const timeZone = lineOf('name of a time zone', name => {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw new ConfigMistake('must be a time zone, such as Europe/Berlin');
  }
});

const HOURS = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const from = pattern('a time from 00:00 to 23:59', new RegExp(`^${HOURS}$`));
const to = pattern(
  'a time from 00:01 to 24:00',
  new RegExp(`^(?!00:00)(?:${HOURS}|24:00)$`),
);

const date = value('date, such as `2026-12-25`', raw => {
  const isDate =
    typeof raw === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(raw) &&
    !Number.isNaN(Date.parse(raw)) &&
    new Date(raw).toISOString().startsWith(raw);
  if (isDate) return raw;
  throw new ConfigMistake("must be a date, such as '2026-12-25'");
});

const businessHoursSection = section({
  timeZone: timeZone
    .prefault(DEFAULT_BUSINESS_HOURS.timeZone)
    .describe('in which the days and times of `businessHours` are meant'),
  days: list(oneOf<Weekday>(WEEKDAYS))
    .min(1, { error: 'must have at least one day' })
    .prefault([...DEFAULT_BUSINESS_HOURS.days])
    .describe('on which people work'),
  from: from.prefault(DEFAULT_BUSINESS_HOURS.from).describe('when they begin'),
  to: to
    .prefault(DEFAULT_BUSINESS_HOURS.to)
    .describe(
      'when they end, and when a response by the next business day is due; on the day after where it is not later than `from`',
    ),
  holidays: list(date)
    .prefault([])
    .describe('on which nobody works, whatever the day'),
})
  .superRefine((hours, { addIssue }) => {
    if (hours.from !== undefined && hours.from === hours.to) {
      addIssue({
        code: 'custom',
        path: ['to'],
        message: 'must not be the same as from',
      });
    }
  }, besideMistakes)
  .prefault({});

const keys = section({
  respondWithin: respondWithinSection,
  businessHours: businessHoursSection,
  objective: objectiveShare,
  watcher: watcherSection,
  alerts: alertsSection,
}).superRefine(({ watcher, alerts }, { addIssue }) => {
  if (watcher?.enabled === 'when-silent' && !alerts?.heartbeat) {
    addIssue({
      code: 'custom',
      path: ['watcher', 'enabled'],
      message:
        'must not be when-silent without alerts.heartbeat: nobody could tell that it is silent',
    });
  }
}, besideMistakes);

export { targetAlertsSection } from './alerts/config';

/** `incidents` */
export const incidentsSection = orFalse(keys)
  .transform(said => ({
    enabled: said !== false,
    ...(said || keys.parse({})),
  }))
  .prefault({});

export type IncidentsConfig = z.output<typeof incidentsSection>;
