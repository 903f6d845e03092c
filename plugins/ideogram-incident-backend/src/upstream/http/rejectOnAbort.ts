/**
 * The promise's outcome, or a rejection as soon as the signal aborts: for work
 * that is shared, which one that no longer waits must not end for the others.
 */
export function rejectOnAbort<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  toError: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(toError());
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave));
  });
}
