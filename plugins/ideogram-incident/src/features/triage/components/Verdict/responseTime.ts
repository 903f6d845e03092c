import {
  isoDurationMs,
  type Severity,
} from 'backstage-plugin-ideogram-incident-common';

/** Until when somebody must respond; milliseconds. */
type ResponseTime =
  | { kind: 'deadline'; totalMs: number; deadline: number }
  /** The beginning is not known. */
  | { kind: 'within'; totalMs: number }
  | { kind: 'next-business-day' };

export function responseTime(severity: Severity): ResponseTime | undefined {
  const { respondWithin, since } = severity;
  if (!respondWithin) return undefined;
  if (respondWithin === 'next-business-day') return { kind: respondWithin };
  const totalMs = isoDurationMs(respondWithin);
  if (!totalMs) return undefined;
  return since
    ? { kind: 'deadline', totalMs, deadline: Date.parse(since) + totalMs }
    : { kind: 'within', totalMs };
}
