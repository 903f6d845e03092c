import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './children.mjs';
import { failureFrom, runCommand } from './failure.mjs';
import { ensureToolchain, root } from './toolchain.mjs';

const stamp = path.join(root, 'node_modules/.installed');

/** Everything that an installation depends on, as one fingerprint. */
function fingerprint() {
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(path.join(root, folder)).map(name =>
      path.join(root, folder, name, 'package.json'),
    ),
  );
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of ['package.json', 'yarn.lock', '.yarnrc.yml']
    .map(name => path.join(root, name))
    .concat(manifests.sort())) {
    if (existsSync(file)) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Installs the toolchain and the packages where they are not up to date.
 *
 * @returns the toolchain, see {@link ensureToolchain}
 */
export async function ensureInstalled() {
  const toolchain = await ensureToolchain();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return toolchain;

  console.log('Installing packages (2 to 3 minutes the first time)');
  const started = Date.now();
  const { code, output } = await run(
    toolchain.node,
    [toolchain.yarn, 'install', '--immutable'],
    {
      cwd: root,
      env: toolchain.env,
      onLine: line => {
        const step =
          /┌ (.*)/.exec(line) ??
          /(\d+ packages? (?:was|were) added.*)/.exec(line);
        if (step)
          console.log(
            `  ${Math.round((Date.now() - started) / 1000)} s  ${step[1]}`,
          );
      },
    },
  );
  if (code !== 0) throw failureFrom('Installing packages', output);
  writeFileSync(stamp, wanted);
  return toolchain;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand(async () => {
    await ensureInstalled();
  });
}
