import { textOf } from './untrusted';

/** How bad a provider's word is. `unknown` is a word that nobody knows. */
export type Severity =
  | 'ok'
  | 'maintenance'
  | 'degraded'
  | 'failing'
  | 'unknown';

/** A provider's own word, and how bad it is. */
export interface Word {
  word: string;
  severity: Severity;
}

export interface AnnouncedComponent extends Word {
  name: string;
  /** The name of the group that it stands in. */
  group?: string;
}

export interface AnnouncedIncident {
  title: string;
  /** Of the incident as a whole. */
  impact?: Word;
  /** Empty where it doesn't say whom it hits. */
  affected: (Partial<Word> & { name: string; group?: string })[];
  startedAt?: string;
  url?: string;
}

export interface AnnouncedMaintenance {
  title: string;
  inProgress: boolean;
  affected: { name: string; group?: string }[];
  startsAt?: string;
  endsAt?: string;
}

/**
 * What a status page says, in the same form for all providers. Incidents and
 * maintenances that are over are not among it.
 */
export interface Announcement {
  /** Of the page as a whole, where it says so. */
  overall?: Word;
  /** `undefined` where the provider does not list them. */
  components?: AnnouncedComponent[];
  incidents: AnnouncedIncident[];
  maintenances: AnnouncedMaintenance[];
  /** True where a part could not be understood: there may be more to it. */
  lacking: boolean;
}

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
