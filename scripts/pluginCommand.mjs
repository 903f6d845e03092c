import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './toolchain.mjs';

const BACKEND = path.join(root, 'plugins/ideogram-incident-backend/src');

/**
 * Runs a command of the backend plugin, with the arguments that follow on the
 * command line. Standard output is its alone.
 *
 * @param {string} file - below the plugin's sources
 */
export function runPluginCommand(file) {
  console.log = console.error;
  return runCommand(async () => {
    const { node, env } = await ensureInstalled();
    const { NODE_OPTIONS } = process.env;
    const { status } = spawnSync(
      node,
      [
        '--require',
        path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        path.join(BACKEND, file),
        ...process.argv.slice(2),
      ],
      {
        env: { ...env, ...(NODE_OPTIONS && { NODE_OPTIONS }) },
        stdio: 'inherit',
      },
    );
    return status ?? 1;
  });
}
