import type { FollowedTriage } from '../../hooks/useTriages';

/** In what state what is seen is. */
export type Phase = 'loading' | 'live' | 'paused' | 'stale';

export function phaseOf(
  followed: Pick<FollowedTriage, 'triage' | 'failure' | 'pausedAt'>,
): Phase {
  if (!followed.triage) return 'loading';
  if (followed.failure) return 'stale';
  return followed.pausedAt === undefined ? 'live' : 'paused';
}
