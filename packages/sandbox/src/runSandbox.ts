import { chooseControlPlane } from './cluster/control-plane/choose';
import type { Logger } from './cluster/logger';
import { runInForeground } from './foreground';
import { backendUrl, readPortOffset } from './net/ports';
import { startSandbox, type Sandbox } from './sandbox';
import { stateDirectory } from './stateDirectory';

/** Standard output is for what others read. */
const logger: Logger = {
  info: message => console.error(message),
  warn: message => console.error(message),
  error: message => console.error(message),
};

/** Runs the world as the environment asks for it, until this process is to end. */
export function runSandbox(
  onReady: (sandbox: Sandbox & { kubernetes: string }) => void,
) {
  return runInForeground(async () => {
    const portOffset = readPortOffset(process.env);
    const { binaries, note } = await chooseControlPlane(logger.info);
    logger.info(note);
    const sandbox = await startSandbox({
      portOffset,
      stateDir: stateDirectory(portOffset),
      logger,
      kubernetesBinaries: binaries,
      prometheusBinary:
        process.env.SANDBOX_PROMETHEUS === 'absent' ? null : undefined,
      alertmanagerBinary:
        process.env.SANDBOX_ALERTMANAGER === 'absent' ? null : undefined,
      portalUrl: backendUrl(portOffset),
    });
    return { ...sandbox, kubernetes: note };
  }, onReady);
}
