import { textOf } from './untrusted';
import type { Severity, Word } from './announcement';

/** The words of all providers, in lower case and without separators. */
const SEVERITIES: Record<string, Severity> = {
  none: 'ok',
  operational: 'ok',
  up: 'ok',
  resolved: 'ok',

  maintenance: 'maintenance',
  undermaintenance: 'maintenance',

  minor: 'degraded',
  minoroutage: 'degraded',
  degraded: 'degraded',
  degradedperformance: 'degraded',
  partialoutage: 'degraded',
  hasissues: 'degraded',

  major: 'failing',
  majoroutage: 'failing',
  critical: 'failing',
  criticaloutage: 'failing',
  fulloutage: 'failing',
  downtime: 'failing',
};

export function canonical(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The state of an incident or a maintenance; empty where it says none. */
export function stateOf(item: { status?: unknown }): string {
  return canonical(textOf(item.status, 60) ?? '');
}

/** Where a word should stand, but none does. */
export const NOT_GIVEN: Word = { word: 'not given', severity: 'unknown' };

export function wordOf(value: unknown): Word | undefined {
  const word = textOf(value, 60);
  if (word === undefined) return undefined;
  const key = canonical(word);
  const severity = Object.hasOwn(SEVERITIES, key) ? SEVERITIES[key] : 'unknown';
  return { word, severity };
}
