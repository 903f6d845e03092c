import {
  isoDurationMs,
  type Severity,
} from 'backstage-plugin-ideogram-incident-common';

/** Until when somebody must respond; milliseconds. */
type ResponseTime =
  | {
      kind: 'deadline';
      totalMs: number;
      deadline: number;
      /** It may be earlier: nobody saw when the trouble began. */
      isLatest: boolean;
    }
  /** The beginning is not known. */
  | { kind: 'within'; totalMs: number }
  | { kind: 'next-business-day' };

export function responseTime(severity: Severity): ResponseTime | undefined {
  const { respondWithin, since, seenSince } = severity;
  if (!respondWithin) return undefined;
  if (respondWithin === 'next-business-day') return { kind: respondWithin };
  const totalMs = isoDurationMs(respondWithin);
  if (!totalMs) return undefined;
  const began = since ?? seenSince;
  if (!began) return { kind: 'within', totalMs };
  return {
    kind: 'deadline',
    totalMs,
    deadline: Date.parse(began) + totalMs,
    isLatest: since === undefined,
  };
}
