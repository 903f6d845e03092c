import { createHash } from 'node:crypto';

/**
 * By what a credential is known: enough to tell two apart, and nothing to get
 * one back from.
 */
export function fingerprintOf(value: string | Uint8Array): string {
  const digits = createHash('sha256').update(value).digest('hex');
  return `${digits.slice(0, 4)} ${digits.slice(4, 8)}`;
}
