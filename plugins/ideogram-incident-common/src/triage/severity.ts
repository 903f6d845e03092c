import { describeReading, probeTitle } from './describeReading';
import {
  isBuiltInProbe,
  isFromBackup,
  readingOf,
  type Reading,
} from './reading';
import type { Question, Severity, SeverityLevel } from './triage';

/**
 * In what time somebody has to respond, by level: ISO 8601 durations or
 * `next-business-day`.
 *
 * @public
 */
export type RespondWithin = Record<Exclude<SeverityLevel, 'none'>, string>;

/** @public */
export const DEFAULT_RESPOND_WITHIN: RespondWithin = {
  P1: 'PT15M',
  P2: 'PT1H',
  P3: 'PT4H',
  P4: 'next-business-day',
};

/**
 * A severity as readings tell it; since when it holds needs what was before.
 *
 * @public
 */
export type JudgedSeverity = Pick<
  Severity,
  'level' | 'reasons' | 'respondWithin'
>;

/** @public */
export interface SeverityInput {
  readings: readonly Reading[];
  path: readonly Question[];
  respondWithin?: RespondWithin;
}

/** The readings of one triage, by what the rows ask of them. */
function lookupOf({ readings, path }: SeverityInput) {
  const statusOf = (probe: string) =>
    readings.find(reading => reading.probe === probe)?.status;
  const thatAre = (
    probes: readonly string[],
    ...statuses: Reading['status'][]
  ) =>
    readings
      .filter(
        ({ probe, status }) =>
          probes.includes(probe) && statuses.includes(status),
      )
      .map(describeReading);
  const isRead = (probe: string) =>
    ![undefined, 'unknown'].includes(statusOf(probe));
  const apiErrors = path.find(({ id }) => id === 'api-errors');
  return { readings, statusOf, thatAre, isRead, apiErrors };
}

type Lookup = ReturnType<typeof lookupOf>;

function outage({ thatAre, apiErrors }: Lookup): string[] {
  const announced =
    apiErrors?.answer === 'no' ? [] : thatAre(['status-page'], 'failing');
  const ours = ['error-rate', 'integration-health', 'workload'];
  return [...thatAre(ours, 'failing'), ...announced];
}

function degraded({ thatAre, isRead, apiErrors }: Lookup): string[] {
  const reasons = thatAre(
    ['error-rate', 'latency', 'integration-health', 'workload'],
    'degraded',
    'failing',
  );
  if (!isRead('error-rate') && !isRead('integration-health')) {
    reasons.push(
      'Neither the error rate nor the integration health can be read, so that nobody can see whether users are hit.',
    );
  }
  if (!isRead('error-rate') && apiErrors?.answer === 'yes') {
    reasons.push(
      `${apiErrors.because} The error rate, which would say how many requests fail, can't be read.`,
    );
  }
  return reasons;
}

function minor({ readings, thatAre, statusOf }: Lookup): string[] {
  const others = readings
    .map(({ probe }) => probe)
    .filter(probe => !isBuiltInProbe(probe));
  const probes = ['status-page', ...others];
  if (statusOf('error-rate') !== 'unknown') probes.push('recent-errors');
  return thatAre(probes, 'degraded', 'failing');
}

function monitoringGap({ readings }: Lookup): string[] {
  return readings.flatMap(reading => {
    if (reading.status === 'unknown') return [describeReading(reading)];
    if (!reading.problem) return [];
    if (!isFromBackup(reading)) return [reading.problem.issue];
    const from = reading.source ? `, ${reading.source}` : '';
    return [`The ${probeTitle(reading.probe)} comes from the backup${from}.`];
  });
}

/** The first one with a reason holds. */
const ROWS: {
  level: keyof RespondWithin;
  reasons: (of: Lookup) => string[];
}[] = [
  { level: 'P1', reasons: outage },
  { level: 'P2', reasons: degraded },
  { level: 'P3', reasons: minor },
  { level: 'P4', reasons: monitoringGap },
];

function allIsWell(readings: readonly Reading[]): string {
  const errorRate = readingOf(readings, 'error-rate');
  const count =
    readings.length === 1
      ? 'The only reading is'
      : `All ${readings.length} readings are`;
  return errorRate
    ? `${count} ok. ${describeReading(errorRate)}`
    : `${count} ok.`;
}

/**
 * How bad it is, by the first rule that holds, with its reasons as sentences
 * for a person. A level that a person set is never lowered with this.
 *
 * @public
 */
export function severityOf(input: SeverityInput): JudgedSeverity {
  const { respondWithin = DEFAULT_RESPOND_WITHIN } = input;
  const lookup = lookupOf(input);
  for (const { level, reasons } of ROWS) {
    const found = [...new Set(reasons(lookup))];
    if (found.length > 0) {
      return { level, reasons: found, respondWithin: respondWithin[level] };
    }
  }
  return { level: 'none', reasons: [allIsWell(input.readings)] };
}
