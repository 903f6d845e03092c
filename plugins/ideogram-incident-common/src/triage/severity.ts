import { errorsOfOurs } from './decide';
import { describeReading, probeTitle } from './describeReading';
import {
  isBuiltInProbe,
  isFromBackup,
  readingOf,
  type ProbeName,
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

/** The readings of one triage, by what the rules ask of them. */
function lookupOf({ readings, path }: SeverityInput) {
  const isRead = (probe: ProbeName) =>
    ![undefined, 'unknown'].includes(readingOf(readings, probe)?.status);
  const errors = path.find(({ id }) => id === 'api-errors');
  return { readings, isRead, errors };
}

type Lookup = ReturnType<typeof lookupOf>;

type Weight = SeverityLevel | ((of: Lookup) => SeverityLevel);

/** What it means that a reading is degraded or failing. */
type Weights = Record<'failing' | 'degraded', Weight>;

const whileNotUnknown: Weight = ({ readings }) =>
  readingOf(readings, 'error-rate')?.status === 'unknown' ? 'none' : 'P3';

/** In the order of their weight as a reason of the same level. */
const WEIGHTS: Record<ProbeName, Weights> = {
  'error-rate': { failing: 'P1', degraded: 'P2' },
  workload: { failing: 'P1', degraded: 'P2' },
  'integration-health': { failing: 'P1', degraded: 'P2' },
  latency: { failing: 'P2', degraded: 'P2' },
  'status-page': {
    failing: ({ errors }) => (errors?.answer === 'no' ? 'P3' : 'P1'),
    degraded: 'P3',
  },
  'recent-errors': { failing: whileNotUnknown, degraded: whileNotUnknown },
  // What only the portal meets says nothing of users.
  'ideogram-api': { failing: 'P3', degraded: 'P3' },
};

const OF_MODULES: Weights = { failing: 'P3', degraded: 'P3' };

interface Reason {
  level: SeverityLevel;
  text: string;
}

const WEIGHTIEST = Object.keys(WEIGHTS);

/** Those of modules come last. */
function byWeight(readings: readonly Reading[]): Reading[] {
  const rank = ({ probe }: Reading) =>
    isBuiltInProbe(probe) ? WEIGHTIEST.indexOf(probe) : WEIGHTIEST.length;
  return [...readings].sort((a, b) => rank(a) - rank(b));
}

/** What bad readings say, each by itself. */
function told(lookup: Lookup): Reason[] {
  return (['failing', 'degraded'] as const).flatMap(status =>
    byWeight(lookup.readings)
      .filter(reading => reading.status === status)
      .map(reading => {
        const { [status]: weight } = isBuiltInProbe(reading.probe)
          ? WEIGHTS[reading.probe]
          : OF_MODULES;
        return {
          level: typeof weight === 'function' ? weight(lookup) : weight,
          text: describeReading(reading),
        };
      }),
  );
}

/** Errors of ours that are seen, though nobody can count them. */
function uncounted({ isRead, readings }: Lookup): Reason[] {
  const seen = errorsOfOurs(readings);
  if (isRead('error-rate') || seen === undefined) return [];
  const why = readingOf(readings, 'error-rate')
    ? "The error rate, which would say how many requests fail, can't be read."
    : 'No error rate is configured, which would say how many requests fail.';
  return [{ level: 'P2', text: `${seen} ${why}` }];
}

function blind({ isRead }: Lookup): Reason[] {
  if (isRead('error-rate') || isRead('integration-health')) return [];
  return [
    {
      level: 'P2',
      text: 'Neither the error rate nor the integration health can be read, so nobody can see whether users are hit.',
    },
  ];
}

function monitoringGaps({ readings }: Lookup): Reason[] {
  const gapOf = (reading: Reading): string[] => {
    if (reading.status === 'unknown') return [describeReading(reading)];
    if (!reading.problem) return [];
    if (!isFromBackup(reading)) return [reading.problem.issue];
    const from = reading.source ? `, ${reading.source}` : '';
    return [`The ${probeTitle(reading.probe)} comes from the backup${from}.`];
  };
  const isUnread = ({ status }: Reading) => status === 'unknown';
  const sorted = byWeight(readings);
  return [
    ...sorted.filter(isUnread),
    ...sorted.filter(reading => !isUnread(reading)),
  ]
    .flatMap(gapOf)
    .map(text => ({ level: 'P4', text }));
}

const LEVELS = ['P1', 'P2', 'P3', 'P4'] as const;

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
 * How bad it is, by the worst that a rule says, with its reasons as sentences
 * for a person, the strongest first. A level that a person set is never
 * lowered with this.
 *
 * @public
 */
export function severityOf(input: SeverityInput): JudgedSeverity {
  const { respondWithin = DEFAULT_RESPOND_WITHIN } = input;
  const lookup = lookupOf(input);
  const reasons = [uncounted, told, blind, monitoringGaps].flatMap(rule =>
    rule(lookup),
  );
  const level = LEVELS.find(one =>
    reasons.some(reason => reason.level === one),
  );
  if (!level) return { level: 'none', reasons: [allIsWell(input.readings)] };
  const ofLevel = reasons.filter(reason => reason.level === level);
  return {
    level,
    reasons: [...new Set(ofLevel.map(({ text }) => text))],
    respondWithin: respondWithin[level],
  };
}
