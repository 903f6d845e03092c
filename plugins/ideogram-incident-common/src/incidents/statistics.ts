import { z } from 'zod';
import { triageErrorClassSchema } from '../triage/triage';
import { incidentLevelSchema, isOpen, type Incident } from './incident';

const times = z.object({
  count: z.int(),
  open: z.int(),
  timeToAcknowledge: z
    .number()
    .nullable()
    .describe('Median of seconds from opening; null where there is none'),
  timeToMitigate: z
    .number()
    .nullable()
    .describe('Median of seconds from the start of the trouble'),
  timeToResolve: z
    .number()
    .nullable()
    .describe('Median of seconds from the start of the trouble'),
});

export const incidentStatisticsSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    all: times,
    bySeverity: z.partialRecord(incidentLevelSchema, times),
    byErrorClass: z.partialRecord(triageErrorClassSchema, times),
    byWeek: z
      .array(z.object({ from: z.iso.datetime(), count: z.int() }))
      .describe('By opening; a week begins on Monday, in UTC'),
    drills: z.int().describe('Which count nowhere else'),
    merged: z
      .int()
      .describe(
        'Those that ended in favour of another, and count nowhere else',
      ),
  })
  .meta({ id: 'IncidentStatistics' });

/** @public */
export type IncidentStatistics = z.infer<typeof incidentStatisticsSchema>;

/**
 * What of an incident is counted.
 *
 * @public
 */
export type CountedIncident = Pick<
  Incident,
  | 'status'
  | 'severity'
  | 'errorClass'
  | 'startedAt'
  | 'openedAt'
  | 'acknowledgedAt'
  | 'mitigatedAt'
  | 'resolvedAt'
  | 'drill'
  | 'mergedInto'
>;

type Times = z.infer<typeof times>;

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A start may be put after what it led to: then nothing is known. */
function secondsBetween(from: string, to: string | undefined): number[] {
  if (to === undefined) return [];
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return seconds >= 0 ? [seconds] : [];
}

function timesOf(incidents: readonly CountedIncident[]): Times {
  const medianOf = (seconds: (of: CountedIncident) => number[]) =>
    median(incidents.flatMap(seconds));
  return {
    count: incidents.length,
    open: incidents.filter(isOpen).length,
    timeToAcknowledge: medianOf(({ openedAt, acknowledgedAt }) =>
      secondsBetween(openedAt, acknowledgedAt),
    ),
    timeToMitigate: medianOf(({ startedAt, mitigatedAt }) =>
      secondsBetween(startedAt, mitigatedAt),
    ),
    timeToResolve: medianOf(({ startedAt, resolvedAt }) =>
      secondsBetween(startedAt, resolvedAt),
    ),
  };
}

/** Of those keys that have any, in their own order. */
function timesBy<K extends string>(
  keys: readonly K[],
  incidents: readonly CountedIncident[],
  keyOf: (of: CountedIncident) => K,
): Partial<Record<K, Times>> {
  const found: Partial<Record<K, Times>> = {};
  for (const key of keys) {
    const such = incidents.filter(incident => keyOf(incident) === key);
    if (such.length > 0) found[key] = timesOf(such);
  }
  return found;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const A_MONDAY = Date.parse('1970-01-05T00:00:00Z');
/** Ten years. */
const MAX_WEEKS = 530;

const weekOf = (time: string) =>
  Math.floor((Date.parse(time) - A_MONDAY) / WEEK_MS);

function countsByWeek(
  incidents: readonly CountedIncident[],
  { from, to }: { from: string; to: string },
): IncidentStatistics['byWeek'] {
  const counts = new Map<number, number>();
  for (const { openedAt } of incidents) {
    const week = weekOf(openedAt);
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  let first = weekOf(from);
  // The period ends before `to`.
  let last = Math.ceil((Date.parse(to) - A_MONDAY) / WEEK_MS) - 1;
  if (last - first >= MAX_WEEKS) {
    const known = [...counts.keys()];
    first = Math.min(...known);
    last = Math.max(...known);
  }
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    from: new Date(A_MONDAY + (first + index) * WEEK_MS).toISOString(),
    count: counts.get(first + index) ?? 0,
  }));
}

/**
 * How many incidents there were, and how long they took.
 *
 * @param incidents - all that were opened in the period
 * @param period - ISO 8601; its end is the first moment after it
 * @public
 */
export function statisticsOf(
  incidents: readonly CountedIncident[],
  period: { from: string; to: string },
): IncidentStatistics {
  const real = incidents.filter(({ drill }) => !drill);
  const counted = real.filter(({ mergedInto }) => mergedInto === undefined);
  return {
    from: period.from,
    to: period.to,
    all: timesOf(counted),
    bySeverity: timesBy(
      incidentLevelSchema.options,
      counted,
      ({ severity }) => severity,
    ),
    byErrorClass: timesBy(
      triageErrorClassSchema.options,
      counted,
      ({ errorClass }) => errorClass,
    ),
    byWeek: countsByWeek(counted, period),
    drills: incidents.length - real.length,
    merged: real.length - counted.length,
  };
}
