import { createHash, randomInt } from 'node:crypto';

// Without vowels and look-alikes, so that no name spells a word; as Kubernetes does it.
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Five characters that make a generated name unlike its siblings. */
export function randomSuffix(): string {
  return Array.from({ length: 5 }, () => alphabet[randomInt(27)]).join('');
}

/** A short name for the content of a value: equal content, equal name. */
export function contentHash(value: unknown): string {
  const digest = createHash('sha256').update(canonical(value)).digest();
  return Array.from(digest.subarray(0, 10), byte => alphabet[byte % 27]).join(
    '',
  );
}

function canonical(value: any): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  const entries = Object.keys(value)
    .filter(key => value[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(',')}}`;
}
