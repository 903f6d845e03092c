import { useContext, useEffect, useReducer, useRef } from 'react';
import { ClockOffsetContext } from './ClockAhead';
import { everySecond } from './ticker';

/**
 * Something that depends on the time, such as the text of an age; the component
 * is drawn anew only when it changes. `now` is milliseconds by the backend's
 * clock.
 */
export function useNow<T extends string | number | boolean>(
  select: (now: number) => T,
): T {
  const ahead = useContext(ClockOffsetContext);
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const value = select(Date.now() - ahead);
  const latest = useRef({ select, ahead, value });
  latest.current = { select, ahead, value };
  useEffect(
    () =>
      everySecond(() => {
        const drawn = latest.current;
        const next = drawn.select(Date.now() - drawn.ahead);
        if (next !== drawn.value) drawAnew();
      }),
    [],
  );
  return value;
}
