import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Half a character, as a text that was cut may end with, is none in UTF-8. */
const inUtf8 = (text: string) => Buffer.from(text).toString();

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return inUtf8(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [inUtf8(key), wellFormed(each)]),
  );
}

/**
 * The same text for the same value, in whatever order its keys came (RFC 8785).
 */
export function canonicalJson(value: unknown): string {
  return canonicalize(wellFormed(value)) ?? 'null';
}

/** Of a text, hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same for two values only where they say the same. */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value));
}
