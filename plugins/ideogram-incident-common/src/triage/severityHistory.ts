import type { SeverityLevel } from './triage';

const WORST_FIRST = ['P1', 'P2', 'P3', 'P4'] as const;

/**
 * When each level, or a worse one, was first seen without a break. Plain data,
 * to be kept between two triages of a target.
 *
 * @public
 */
export interface SeverityHistory {
  /** ISO 8601; absent for a level that does not hold now. */
  since: Partial<Record<Exclude<SeverityLevel, 'none'>, string>>;
  lastSeenAt: string;
}

/**
 * The history after one more triage. A gap longer than `maxGapMs` is a break,
 * for nobody knows what was in between. What is older than the last triage
 * changes nothing: replicas may finish out of order.
 *
 * @param at - when the triage finished, ISO 8601
 * @public
 */
export function updateSeverityHistory(
  history: SeverityHistory | undefined,
  level: SeverityLevel,
  at: string,
  maxGapMs: number,
): SeverityHistory {
  const gapMs = history ? Date.parse(at) - Date.parse(history.lastSeenAt) : 0;
  if (history && gapMs < 0) return history;
  const before = history && gapMs <= maxGapMs ? history.since : {};
  const since: SeverityHistory['since'] = {};
  const holding =
    level === 'none' ? [] : WORST_FIRST.slice(WORST_FIRST.indexOf(level));
  for (const held of holding) since[held] = before[held] ?? at;
  return { since, lastSeenAt: at };
}

/**
 * When a level, or a worse one, was first seen without a break; undefined for
 * `none` and for a level that does not hold.
 *
 * @public
 */
export function sinceOf(
  history: SeverityHistory | undefined,
  level: SeverityLevel,
): string | undefined {
  return level === 'none' ? undefined : history?.since[level];
}
