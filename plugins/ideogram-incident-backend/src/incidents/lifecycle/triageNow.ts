import { setTimeout as delay } from 'node:timers/promises';
import {
  evaluateReadings,
  type Reading,
  type RespondWithin,
  type TimelineEntry,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** A probe has 5 s where nothing else is configured. */
const DEADLINE_MS = 7_000;

/** What of a triage an incident goes by. */
export type SeenTriage = Pick<
  Triage,
  'readings' | 'errorClass' | 'severity' | 'decision'
>;

/** How targets are triaged. */
export interface Triages {
  triage(
    target: Target,
    entityRef: string,
    onReading?: (reading: Reading) => void,
  ): Promise<Triage>;
  /** The names of what is read. */
  probesOf(target: Target): string[];
}

const missing = (probe: string, afterMs: number): Reading => ({
  probe,
  status: 'unknown',
  summary: 'Could not be read in time',
  observedAt: new Date().toISOString(),
  durationMs: afterMs,
});

/**
 * The triage of the moment. Nobody waits for it for longer than its deadline:
 * then it is judged by what has been read so far.
 */
export async function triageNow(
  triages: Triages,
  target: Target,
  entityRef: string,
  respondWithin: RespondWithin,
  deadlineMs = DEADLINE_MS,
): Promise<SeenTriage> {
  const arrived = new Map<string, Reading>();
  const done = new AbortController();
  const whole = triages
    .triage(target, entityRef, reading => arrived.set(reading.probe, reading))
    .catch(() => undefined);
  const triage = await Promise.race([
    whole,
    delay(deadlineMs, undefined, { signal: done.signal }).catch(
      () => undefined,
    ),
  ]).finally(() => done.abort());
  if (triage) return triage;
  const readings = triages
    .probesOf(target)
    .map(probe => arrived.get(probe) ?? missing(probe, deadlineMs));
  return {
    readings,
    ...evaluateReadings({ target, readings, respondWithin }),
  };
}

type TriageData = Extract<TimelineEntry, { type: 'triage' }>['data'];

/** As it stands on a timeline. */
export function triageData({
  readings,
  errorClass,
  severity,
  decision,
}: SeenTriage): TriageData {
  return {
    level: severity.level,
    reasons: severity.reasons,
    errorClass,
    outcome: decision.outcome,
    answers: decision.path.map(({ id, answer, because }) => ({
      id,
      answer,
      because,
    })),
    unavailable: readings
      .filter(({ status }) => status === 'unknown')
      .map(({ probe, problem }) => ({ probe, problem })),
  };
}
