import { chooseControlPlane } from './cluster/control-plane/choose';
import type { Logger } from './cluster/logger';
import { readPortOffset } from './net/ports';
import { startSandbox, type Sandbox } from './sandbox';
import { stateDirectory } from './stateDirectory';

/** Standard output is for what others read. */
const logger: Logger = {
  info: message => console.error(message),
  warn: message => console.error(message),
  error: message => console.error(message),
};

/**
 * Runs the world until Ctrl-C, SIGTERM or the end of the parent process, and
 * ends this process with it.
 */
export async function runInForeground(
  onReady: (sandbox: Sandbox, kubernetes: string) => void,
) {
  let sandbox: Sandbox | undefined;
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    await sandbox?.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => end(0));
  }
  endWithParent(() => end(0));

  try {
    const portOffset = readPortOffset(process.env);
    const kubernetes = await chooseControlPlane(logger.info);
    logger.info(kubernetes.note);
    sandbox = await startSandbox({
      portOffset,
      stateDir: stateDirectory(portOffset),
      logger,
      kubernetesBinaries: kubernetes.binaries,
      prometheusBinary:
        process.env.SANDBOX_PROMETHEUS === 'absent' ? null : undefined,
    });
    if (ending) await sandbox.stop();
    else onReady(sandbox, kubernetes.note);
  } catch (error) {
    logger.error((error as Error).message);
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
