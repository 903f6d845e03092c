import { readingOf, type Reading } from '../triage/reading';
import type { Triage } from '../triage/triage';
import {
  isOpen,
  type Incident,
  type IncidentChange,
  type IncidentLevel,
  type IncidentStatus,
} from './incident';
import { isWorse } from './level';
import { worstOf, type SeenSeverity } from './openingSeverity';
import type { TimelineEntry, TimelineEntryType } from './timelineEntry';

/** What tells that users are served: where there is no error rate, health. */
function essentialOf(readings: readonly Reading[]): Reading | undefined {
  return (
    readingOf(readings, 'error-rate') ??
    readingOf(readings, 'integration-health')
  );
}

const because = ([first]: readonly string[]) => (first ? `: ${first}` : '.');

/**
 * Why the trouble of an incident can't be called over, in a sentence;
 * undefined where it is over: users are seen to be served, and whatever else
 * is wrong is less than the incident. Unknown is never healthy.
 *
 * @param triage - the last one; left out where none could be taken
 * @public
 */
export function troubleThatGoesOn(
  { severity }: Pick<Incident, 'severity'>,
  triage: Pick<Triage, 'readings' | 'severity'> | undefined,
): string | undefined {
  if (!triage) {
    return 'The triage could not be taken, so nobody can see whether the trouble is over.';
  }
  const { level, reasons } = triage.severity;
  const usersAreHit = level === 'P1' || level === 'P2';
  if (level !== 'none' && (usersAreHit || !isWorse(severity, level))) {
    return `The triage says ${level}${because(reasons)}`;
  }
  return essentialOf(triage.readings)?.status === 'ok'
    ? undefined
    : "Whether users are served can't be read, so nobody can see whether the trouble is over.";
}

/**
 * Why a change is refused. `impossible`: nothing helps; `reason-missing`: it
 * may be made with a reason.
 *
 * @public
 */
export interface ChangeRefusal {
  kind: 'impossible' | 'reason-missing';
  because: string;
}

/**
 * Why a person may not change an incident so; undefined where that is fine.
 *
 * @param triage - the last one; left out where none could be taken
 * @public
 */
export function refusalOfChange(
  incident: Pick<Incident, 'number' | 'severity' | 'status' | 'mergedInto'>,
  change: Pick<IncidentChange, 'status' | 'severity' | 'reason'>,
  triage: Pick<Triage, 'readings' | 'severity'> | undefined,
): ChangeRefusal | undefined {
  const { number, severity, status, mergedInto } = incident;
  if (mergedInto !== undefined) {
    return {
      kind: 'impossible',
      because: `${number} was merged into ${mergedInto}: change that one.`,
    };
  }
  if (change.reason !== undefined) return undefined;
  const level = change.severity ?? severity;
  if (isWorse(severity, level)) {
    return {
      kind: 'reason-missing',
      because: `Say why it is no longer a ${severity} but a ${level}.`,
    };
  }
  const goesOn =
    change.status === 'resolved' && status !== 'resolved'
      ? troubleThatGoesOn({ severity: level }, triage)
      : undefined;
  return goesOn === undefined
    ? undefined
    : {
        kind: 'reason-missing',
        because: `${goesOn} Say why it is resolved all the same.`,
      };
}

/**
 * The last time that a person said that an incident is less severe.
 *
 * @public
 */
export interface Lowering {
  /** ISO 8601 */
  at: string;
  from: IncidentLevel;
}

/**
 * By what an incident becomes more severe by itself, with the reason;
 * undefined where it stays as it is. What a person lowered is raised again
 * only by what is worse than it was, or began afterwards.
 *
 * @param seen - the triage's severity, and those of alerts
 * @public
 */
export function riseOfSeverity(
  incident: Pick<Incident, 'severity' | 'status'>,
  seen: readonly SeenSeverity[],
  lowering?: Lowering,
): { to: IncidentLevel; reason: string } | undefined {
  if (!isOpen(incident)) return undefined;
  const isNews = ({ level, since }: SeenSeverity) =>
    lowering === undefined ||
    isWorse(level, lowering.from) ||
    (since !== undefined && Date.parse(since) > Date.parse(lowering.at));
  const worst = worstOf(
    seen.filter(one => isWorse(one.level, incident.severity) && isNews(one)),
  );
  return worst && worst.level !== 'none'
    ? { to: worst.level, reason: worst.reasons.join(' ') }
    : undefined;
}

/** @public */
export interface MonitoringInput {
  incident: Pick<Incident, 'severity' | 'status' | 'alerts'>;
  /** The last one; left out where none could be taken. */
  triage: Pick<Triage, 'readings' | 'severity'> | undefined;
  /**
   * When an alert fired, or a triage said that the trouble goes on, for the
   * last time since the opening, ISO 8601.
   */
  troubleSeenAt?: string;
  /**
   * When a person last took it back from monitoring or resolved, ISO 8601.
   */
  takenBackAt?: string;
}

const BEFORE_MONITORING: readonly IncidentStatus[] = [
  'investigating',
  'identified',
];

/**
 * Why an incident moves to monitoring by itself, in a sentence; undefined
 * where it does not. Trouble that was never seen can't be seen to end, and who
 * takes an incident back is not overruled until there was trouble again.
 *
 * @public
 */
export function whyMonitoring({
  incident,
  triage,
  troubleSeenAt,
  takenBackAt,
}: MonitoringInput): string | undefined {
  if (!BEFORE_MONITORING.includes(incident.status)) return undefined;
  if (incident.alerts.firing > 0 || troubleSeenAt === undefined) {
    return undefined;
  }
  if (
    takenBackAt !== undefined &&
    Date.parse(takenBackAt) >= Date.parse(troubleSeenAt)
  ) {
    return undefined;
  }
  return triage && troubleThatGoesOn(incident, triage) === undefined
    ? `No alert fires, and the triage says that the trouble is over${because(
        triage.severity.reasons,
      )}`
    : undefined;
}

/** @public */
export type HowAcknowledged = Extract<
  TimelineEntry,
  { type: 'acknowledged' }
>['data']['how'];

/** Opening it is none: who opens one may ask others to look after it. */
const ACKNOWLEDGES: Record<TimelineEntryType, HowAcknowledged | undefined> = {
  opened: undefined,
  triage: undefined,
  'alert-fired': undefined,
  'alert-resolved': undefined,
  acknowledged: 'acknowledge',
  'severity-changed': 'change',
  'status-changed': 'change',
  'role-changed': 'role',
  'details-changed': 'change',
  'operation-started': 'operation',
  'operation-ended': undefined,
  note: 'note',
  correction: 'note',
  'vendor-update': undefined,
  merged: 'change',
  reminder: undefined,
};

/**
 * How an entry shows that a person looks after the incident; undefined where
 * it does not.
 *
 * @public
 */
export function acknowledgementBy(
  entry: Pick<TimelineEntry, 'type' | 'actor'>,
): HowAcknowledged | undefined {
  return /^user:/i.test(entry.actor) ? ACKNOWLEDGES[entry.type] : undefined;
}
