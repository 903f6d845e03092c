import { oneLine } from '../format/text';
import type { SeverityLevel } from '../triage/triage';
import type { IncidentLevel } from './incident';
import { isWorse } from './level';

/**
 * How bad it is by one source, with its reasons as sentences: a triage's
 * severity is one.
 *
 * @public
 */
export interface SeenSeverity {
  level: SeverityLevel;
  reasons: readonly string[];
  /** ISO 8601, where it is known. */
  since?: string;
}

/** What nobody can tell must not wait for days. */
const UNTOLD = 'P3';

const MAX_ALERT_NAME = 100;

/**
 * How bad it is at least while an alert fires, by its label `severity`.
 *
 * @public
 */
export function severityOfAlert(alert: {
  name: string;
  labels: Record<string, string>;
  startsAt: string;
}): SeenSeverity & { level: IncidentLevel } {
  const { labels, startsAt } = alert;
  const isPage =
    Object.hasOwn(labels, 'severity') && labels.severity === 'page';
  const level = isPage ? 'P2' : 'P3';
  const name = oneLine(alert.name, MAX_ALERT_NAME);
  return {
    level,
    reasons: [
      `The alert ${name} ${
        isPage ? 'pages' : 'fires'
      }, which is at least a ${level}.`,
    ],
    since: startsAt,
  };
}

/**
 * Of several that are equally bad, the first.
 */
export function worstOf<T extends SeenSeverity>(
  seen: readonly T[],
): T | undefined {
  return seen.reduce<T | undefined>(
    (worst, one) =>
      worst === undefined || isWorse(one.level, worst.level) ? one : worst,
    undefined,
  );
}

/** @public */
export interface OpeningSeverityInput {
  /** What the person says who opens it. */
  said?: IncidentLevel;
  /** Left out where it could not be taken. */
  triage?: SeenSeverity;
  /** Those that open it, by `severityOfAlert`. */
  alerts?: readonly SeenSeverity[];
}

/**
 * How bad an incident is when it is opened, and why: what a person says, else
 * the worst of what the triage and the alerts say.
 *
 * @public
 */
export function openingSeverity({
  said,
  triage,
  alerts = [],
}: OpeningSeverityInput): { severity: IncidentLevel; reasons: string[] } {
  if (said) {
    return {
      severity: said,
      reasons: ['The level was chosen by whoever opened it.'],
    };
  }
  const worst = worstOf(triage ? [triage, ...alerts] : alerts);
  if (worst && worst.level !== 'none') {
    return { severity: worst.level, reasons: [...worst.reasons] };
  }
  return {
    severity: UNTOLD,
    reasons: [
      worst
        ? `The triage finds nothing wrong: it is a ${UNTOLD} until somebody says otherwise.`
        : `The triage could not be taken: it is a ${UNTOLD} until more is known.`,
    ],
  };
}
