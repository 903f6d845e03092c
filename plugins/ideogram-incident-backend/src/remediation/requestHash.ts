import { createHash } from 'node:crypto';
import { canonicalJson } from './canonicalJson';
import { fingerprintOf } from './dryRun';

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
    .update(canonicalJson({ ...request, parameters }))
    .digest('hex');
}
