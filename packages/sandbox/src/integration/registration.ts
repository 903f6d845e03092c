const EVERY_MS = 1000;

/**
 * Makes this pod known to its service, again and again, until the returned
 * function takes it off. Pods share one machine, so each has a port of its own
 * that nobody can know in advance.
 */
export function register(serviceUrl: string, port: number) {
  const send = (method: 'PUT' | 'DELETE') =>
    fetch(`${serviceUrl}/endpoints/${port}`, {
      method,
      signal: AbortSignal.timeout(EVERY_MS),
    }).then(
      response => response.body?.cancel(),
      // The service may be starting or stopping: the next call tells it.
      () => undefined,
    );
  const timer = setInterval(() => send('PUT'), EVERY_MS);
  send('PUT');
  return async () => {
    clearInterval(timer);
    await send('DELETE');
  };
}
