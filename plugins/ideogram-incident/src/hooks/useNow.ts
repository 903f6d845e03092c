import {
  createContext,
  useContext,
  useEffect,
  useReducer,
  useRef,
} from 'react';

/**
 * How many milliseconds the browser's clock is ahead of the backend's. A wrong
 * clock must not tell anybody that the response is overdue.
 */
export const ClockOffsetContext = createContext(0);

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls once a second; one timer serves all ages and clocks of a page. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach(call => call()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

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
