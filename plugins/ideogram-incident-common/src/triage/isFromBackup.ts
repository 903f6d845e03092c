import type { Reading } from './reading';

/**
 * Whether a reading of metrics was taken, but not from their first source.
 *
 * @public
 */
export function isFromBackup({ probe, status, problem }: Reading): boolean {
  return (
    (probe === 'error-rate' || probe === 'latency') &&
    status !== 'unknown' &&
    problem !== undefined
  );
}
