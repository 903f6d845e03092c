import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure, runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './toolchain.mjs';

await runCommand(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const main = path.join(root, 'bench', path.basename(name), 'main.ts');
  if (name === '' || !existsSync(main)) {
    const known = readdirSync(path.join(root, 'bench')).filter(folder =>
      existsSync(path.join(root, 'bench', folder, 'main.ts')),
    );
    throw new Failure(`Name a benchmark: ${known.join(', ')}`);
  }
  const { node, env } = await ensureInstalled();
  const loader = path.join(
    root,
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  );
  const { status } = spawnSync(node, ['--require', loader, main, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  return status ?? 1;
});
