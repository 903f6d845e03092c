import path from 'node:path';
import { run } from './children.mjs';
import { Failure } from './failure.mjs';
import { root } from './toolchain.mjs';

/** How TypeScript of the sandbox runs: with the loader that the backend has. */
export function sandboxCommand(file) {
  return [
    '--require',
    path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
    path.join(root, 'packages/sandbox/src', file),
  ];
}

/** Compiles the real cluster where the environment asks for it, with its progress to be seen. */
export async function buildClusterIfAsked({ toolchain, env }) {
  if (env.SANDBOX_KUBERNETES !== 'real') return;
  const { code } = await run(
    toolchain.node,
    [...sandboxCommand('cli.ts'), 'build-cluster'],
    {
      cwd: path.join(root, 'packages/sandbox'),
      env,
      onLine: line => console.log(`  ${line}`),
    },
  );
  if (code !== 0) {
    throw new Failure(
      'Nothing was started. Without SANDBOX_KUBERNETES=real the sandbox runs on its stand-in.',
    );
  }
}

/**
 * Starts the sandbox and waits until its world answers.
 *
 * @returns {Promise<{ page: string, kubernetes: string, env: Record<string, string> }>}
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
        const { page, kubernetes, env: sandboxEnv = {} } = JSON.parse(line);
        resolve({ page, kubernetes, env: sandboxEnv });
        return true;
      },
    });
  });
}
