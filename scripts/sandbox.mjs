import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { sandboxCommand } from './sandboxProcess.mjs';
import { root } from './toolchain.mjs';

await runCommand(async () => {
  const { node, env } = await ensureInstalled();
  const { status } = spawnSync(
    node,
    [...sandboxCommand('cli.ts'), ...process.argv.slice(2)],
    {
      cwd: path.join(root, 'packages/sandbox'),
      env,
      stdio: 'inherit',
    },
  );
  return status ?? 1;
});
