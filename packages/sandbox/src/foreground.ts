/**
 * Runs something until Ctrl-C, SIGTERM or the end of the parent process, and
 * ends this process with it.
 */
export async function runInForeground<T extends { stop(): Promise<unknown> }>(
  start: () => Promise<T>,
  onReady: (running: T) => void,
) {
  let running: T | undefined;
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await running?.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => end(0));
  }
  endWithParent(() => end(0));

  try {
    running = await start();
    if (ending) await running.stop();
    else onReady(running);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** A parent that was killed can't tell us; that it is gone can be seen. */
function endWithParent(end: () => void) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000);
  timer.unref();
}
