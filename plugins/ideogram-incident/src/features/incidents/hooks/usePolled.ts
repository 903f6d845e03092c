import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  requestFailure,
  type RequestFailure,
} from '../../../api/requestFailure';

/** What is asked for again and again while somebody looks. */
export interface Polled<T> {
  /** The last that was answered, also where a later question failed. */
  answer?: T;
  /** Why the last question was not answered. */
  failure?: RequestFailure;
  /** Asks at once. */
  refresh(): void;
  /** Takes in what a change answered: it is newer than what is asked for. */
  put(answer: T): void;
}

/**
 * Asks regularly, and when somebody comes back to the page. What is slow is
 * waited for, not asked for again.
 *
 * @param ask - what it asks for is another where the function is another
 */
export function usePolled<T>(
  ask: () => Promise<T>,
  everyMs: (answer: T | undefined) => number,
): Polled<T> {
  const [state, setState] = useState<{
    of: unknown;
    answer?: T;
    failure?: RequestFailure;
  }>({ of: ask });
  const asked = useRef({ number: 0, waits: false });

  const refresh = useCallback(() => {
    const number = asked.current.number + 1;
    asked.current = { number, waits: true };
    const take = (
      next: (last?: T) => { answer?: T; failure?: RequestFailure },
    ) => {
      if (asked.current.number !== number) return;
      asked.current.waits = false;
      setState(last => ({
        of: ask,
        ...next(last.of === ask ? last.answer : undefined),
      }));
    };
    ask().then(
      answer => take(() => ({ answer })),
      error => take(answer => ({ answer, failure: requestFailure(error) })),
    );
  }, [ask]);

  const put = useCallback(
    (answer: T) => {
      asked.current = { number: asked.current.number + 1, waits: false };
      setState({ of: ask, answer });
    },
    [ask],
  );

  useEffect(() => {
    refresh();
    return () => {
      asked.current = { number: asked.current.number + 1, waits: false };
    };
  }, [refresh]);

  const { answer, failure } =
    state.of === ask ? state : { answer: undefined, failure: undefined };
  const period = everyMs(answer);
  useEffect(() => {
    const askAgain = () => {
      if (!document.hidden && !asked.current.waits) refresh();
    };
    const timer = setInterval(askAgain, period);
    document.addEventListener('visibilitychange', askAgain);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askAgain);
    };
  }, [refresh, period]);

  return useMemo(
    () => ({ answer, failure, refresh, put }),
    [answer, failure, refresh, put],
  );
}
