import { printable, shortened } from '../text';

/** Readers of a body of which any part may be missing or of another type. */

export type Untrusted = Record<string, unknown>;

/** A mapping; an empty one in place of anything else. */
export function objectOf(value: unknown): Untrusted {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Untrusted)
    : {};
}

/** The mappings in a list; `undefined` where it is no list. */
export function objectsOf(value: unknown): Untrusted[] | undefined {
  return Array.isArray(value)
    ? value.filter(item => Object.keys(objectOf(item)).length > 0)
    : undefined;
}

/**
 * Reads the lists of a body, and remembers whether all in them was of the
 * expected type: what was not may have been an incident.
 */
export class Lists {
  /** True once something was left out. */
  lacking = false;

  /** The mappings in a list that may be absent. */
  read(value: unknown): Untrusted[] {
    if (value === undefined) return [];
    const items = objectsOf(value) ?? [];
    if (!Array.isArray(value) || items.length < value.length) {
      this.lacking = true;
    }
    return items;
  }
}

/** One line, shortened; `undefined` where it is no text or an empty one. */
export function textOf(value: unknown, longest = 200): string | undefined {
  if (typeof value !== 'string') return undefined;
  // Only as much as can matter: a text may be megabytes long.
  const text = printable(value.slice(0, 4 * longest)).replace(/\s+/g, ' ');
  return shortened(text, longest) || undefined;
}

/** A time with its zone, as ISO 8601 in UTC. */
export function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(value)) {
    return undefined;
  }
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** An address that may be shown as a link. */
export function linkOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2000) return undefined;
  if (!URL.canParse(value)) return undefined;
  const { protocol, href } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
