import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from '../../../api';
import {
  INITIAL_STATE,
  TriageFollower,
  type TriageState,
} from './TriageFollower';

/** One target's triage and what the viewer can do with it. */
export interface FollowedTriage extends TriageState {
  pause(): void;
  goLive(): void;
  readNow(): void;
}

const IDLE: FollowedTriage = {
  ...INITIAL_STATE,
  pause: () => {},
  goLive: () => {},
  readNow: () => {},
};

/**
 * Follows the triages of several targets of an entity, each by itself.
 *
 * @param everyMs - how often each is read
 */
export function useTriages(
  entityRef: string,
  targets: readonly string[],
  everyMs: number,
): (target: string) => FollowedTriage {
  const api = useApi(ideogramIncidentApiRef);
  const [followed, setFollowed] = useState<Map<string, FollowedTriage>>(
    new Map(),
  );
  // Names have no line breaks: the annotation is one line.
  const names = targets.join('\n');

  useEffect(() => {
    setFollowed(new Map());
    const followers = names
      .split('\n')
      .filter(Boolean)
      .map(target => {
        const follower: TriageFollower = new TriageFollower({
          api,
          entityRef,
          target,
          everyMs,
          onChange: state =>
            setFollowed(previous =>
              new Map(previous).set(target, {
                ...state,
                pause: follower.pause,
                goLive: follower.goLive,
                readNow: follower.readNow,
              }),
            ),
        });
        return follower;
      });
    followers.forEach(follower => follower.start());
    return () => followers.forEach(follower => follower.stop());
  }, [api, entityRef, names, everyMs]);

  return target => followed.get(target) ?? IDLE;
}

/** In what state what is seen is. */
export type Phase = 'loading' | 'live' | 'paused' | 'stale';

export function phaseOf(
  followed: Pick<FollowedTriage, 'triage' | 'failure' | 'pausedAt' | 'late'>,
): Phase {
  if (!followed.triage) return 'loading';
  if (followed.failure || followed.late) return 'stale';
  return followed.pausedAt === undefined ? 'live' : 'paused';
}
