import { useEffect, useRef, useState, useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import {
  requestFailure,
  type RequestFailure,
} from '../../../api/requestFailure';
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

/** What is no id is the id of no operation: asking again is in vain. */
function operationFailure(error: unknown): RequestFailure {
  return ResponseError.is(error) && error.statusCode === 400
    ? { kind: 'not-found', error: error.cause }
    : requestFailure(error);
}

interface OperationState {
  /** As it was last seen. */
  operation?: Operation;
  /** True while the connection is lost; it is tried again by itself. */
  lost: boolean;
  /** Why it can't be followed. */
  failure?: RequestFailure;
}

const UNSEEN: OperationState = { lost: false };

/**
 * Follows one operation by its id, whichever component it belongs to.
 *
 * @param id - undefined where there is none to follow
 */
export function useOperation(
  id: string | undefined,
): OperationState & { tryAgain(): void } {
  const api = useApi(ideogramIncidentApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState(UNSEEN);

  useEffect(() => {
    setState(UNSEEN);
    if (id === undefined) return undefined;
    const following = new AbortController();
    const { signal } = following;
    const follow = async () => {
      try {
        for await (const event of api.followOperation({ id, signal })) {
          if (signal.aborted) return;
          setState(({ operation }) =>
            event.type === 'operation'
              ? { operation: event.operation, lost: false }
              : { operation, lost: true },
          );
        }
      } catch (error) {
        if (signal.aborted) return;
        setState({ lost: false, failure: operationFailure(error) });
      }
    };
    follow();
    return () => following.abort();
  }, [api, id, attempt]);

  const tryAgain = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, tryAgain };
}
