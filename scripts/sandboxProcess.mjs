import path from 'node:path';
import { root } from './toolchain.mjs';

/** How TypeScript of the sandbox runs: with the loader that the backend has. */
export function sandboxCommand(file) {
  return [
    '--require',
    path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
    path.join(root, 'packages/sandbox/src', file),
  ];
}

/**
 * Starts the sandbox and waits until its world answers.
 *
 * @returns {Promise<{ page: string, env: Record<string, string> }>}
 */
export function startSandbox({
  children,
  toolchain,
  env,
  logs,
  onUnexpectedEnd,
}) {
  return new Promise(resolve => {
    children.start('sandbox', toolchain.node, sandboxCommand('main.ts'), {
      cwd: path.join(root, 'packages/sandbox'),
      env,
      logFile: path.join(logs, 'sandbox.log'),
      onUnexpectedEnd,
      onLine: line => {
        if (!line.startsWith('{"ready":')) return false;
        const { page, env: sandboxEnv = {} } = JSON.parse(line);
        resolve({ page, env: sandboxEnv });
        return true;
      },
    });
  });
}
