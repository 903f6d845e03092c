import { readUsage } from './processUsage';

/** How often memory is held against its limit. */
const pollMs = 250;

/**
 * Calls back once when a program and those it started hold more memory than
 * they may, until the returned function is called.
 */
export function watchMemory(
  pid: number,
  limitBytes: number | undefined,
  onExceeded: () => void,
): () => void {
  if (limitBytes === undefined) return () => {};
  let over = false;
  const timer = setInterval(async () => {
    const usage = await readUsage(pid);
    if (over || !usage || usage.memoryBytes <= limitBytes) return;
    over = true;
    onExceeded();
  }, pollMs);
  return () => {
    over = true;
    clearInterval(timer);
  };
}
