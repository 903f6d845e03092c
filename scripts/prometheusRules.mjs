import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './toolchain.mjs';

// Standard output is for the rules.
console.log = console.error;

await runCommand(async () => {
  const { node, env } = await ensureInstalled();
  const { status } = spawnSync(
    node,
    [
      '--require',
      path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(
        root,
        'plugins/ideogram-incident-backend/src/alertRules/command.ts',
      ),
      ...process.argv.slice(2),
    ],
    { env, stdio: 'inherit' },
  );
  return status ?? 1;
});
