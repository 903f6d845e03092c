import { textOf } from './untrusted';

/**
 * How bad a provider's word is. `uncounted` is what is not watched, or over;
 * `unknown` is a word that nobody knows.
 */
export type Severity =
  | 'uncounted'
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

/** What tells a component from others, which may have the same name. */
export interface Named {
  name: string;
  id?: string;
  /** The name of the group that it stands in. */
  group?: string;
}

export type AnnouncedComponent = Named & Word;

export interface AnnouncedIncident {
  title: string;
  /** Of the incident as a whole. */
  impact?: Word;
  /** Empty where it doesn't say whom it hits. */
  affected: (Partial<Word> & Named)[];
  startedAt?: string;
  url?: string;
}

export interface AnnouncedMaintenance {
  title: string;
  inProgress: boolean;
  affected: Named[];
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

  resolved: 'uncounted',
  notmonitored: 'uncounted',

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

/** What tells a component from others, as far as it is said. */
export function namedOf(
  id: unknown,
  name: string,
  group: string | undefined,
): Named {
  return {
    name,
    ...(typeof id === 'string' && id !== '' && { id: id.slice(0, 100) }),
    ...(group !== undefined && { group }),
  };
}

/**
 * Of a component that something names, what the page's own list says: the one
 * with its id, else all with its name, for any of them may be meant, or all
 * in the group of that name.
 */
export function onPage<T extends Partial<Word> & Named>(
  affected: T,
  components: readonly AnnouncedComponent[],
): T[] {
  const { id, name, group } = affected;
  const known = components.filter(each => id !== undefined && each.id === id);
  const named =
    group === undefined ? components.filter(each => each.name === name) : [];
  const inGroup = components.filter(each => each.group === name);
  const meant = [known, named, inGroup].find(each => each.length > 0);
  return (meant ?? [affected]).map(each => ({
    ...affected,
    id: each.id,
    name: each.name,
    group: each.group,
  }));
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
