import { createHash } from 'node:crypto';
import { fingerprintOf } from './dryRun';

type Json = unknown;

/** The same text for the same value, in whatever order its keys came. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`);
  return `{${entries.join()}}`;
}

/**
 * Tells whether an idempotency key comes again with the same request. Secrets
 * go in as fingerprints, so that the hash says nothing about them.
 */
export function requestHash(
  request: {
    entityRef: string;
    target: string;
    action: string;
    reason?: string;
    parameters: Record<string, unknown>;
  },
  secretNames: readonly string[],
): string {
  const parameters = Object.fromEntries(
    Object.entries(request.parameters).map(([name, value]) => [
      name,
      secretNames.includes(name) ? fingerprintOf(String(value)) : value,
    ]),
  );
  return createHash('sha256')
    .update(canonical({ ...request, parameters }))
    .digest('hex');
}
