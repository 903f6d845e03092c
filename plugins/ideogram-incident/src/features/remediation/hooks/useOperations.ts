import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import {
  INITIAL_STATE,
  OperationsFollower,
  type OperationsState,
} from './OperationsFollower';

const READ_EVERY_MS = 10_000;

/** The operations of a target, and what the viewer can do with them. */
export interface FollowedOperations extends OperationsState {
  add(operation: Operation): void;
  refresh(): void;
  loadMore(): void;
}

const IDLE: FollowedOperations = {
  ...INITIAL_STATE,
  add: () => {},
  refresh: () => {},
  loadMore: () => {},
};

/**
 * Follows the operations of a target, also those that others have begun.
 *
 * @param onEnded - called with each that ends while it is followed
 */
export function useOperations(
  entityRef: string,
  target: string,
  onEnded: (operation: Operation) => void,
): FollowedOperations {
  const api = useApi(ideogramIncidentApiRef);
  const [followed, setFollowed] = useState(IDLE);
  const latest = useRef(onEnded);
  latest.current = onEnded;

  useEffect(() => {
    setFollowed(IDLE);
    const follower: OperationsFollower = new OperationsFollower({
      api,
      entityRef,
      target,
      everyMs: READ_EVERY_MS,
      onEnded: operation => latest.current(operation),
      onChange: state =>
        setFollowed({
          ...state,
          add: follower.add,
          refresh: follower.refresh,
          loadMore: follower.loadMore,
        }),
    });
    follower.start();
    return () => follower.stop();
  }, [api, entityRef, target]);

  return followed;
}
