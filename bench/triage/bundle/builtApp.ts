import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../measuring/temporaryFolder';

const root = path.resolve(__dirname, '../../..');
const app = path.join(root, 'packages/app');
const PLUGIN = 'backstage-plugin-ideogram-incident';
const BUILD_MS = 300_000;

/** A portal as it is deployed, in a folder of its own. */
export interface BuiltApp {
  dist: string;
  remove(): void;
}

/**
 * Builds a copy of the app, so that the portal's own build stays as it is. It
 * lies inside the repository, where its packages are found.
 */
export async function buildApp(withPlugin: boolean): Promise<BuiltApp> {
  const parent = path.join(root, '.sandbox');
  await mkdir(parent, { recursive: true });
  const { folder, remove } = temporaryFolder(parent, 'bench-app-');
  try {
    for (const part of ['package.json', 'src', 'public']) {
      await cp(path.join(app, part), path.join(folder, part), {
        recursive: true,
      });
    }
    const config = path.join(folder, 'app-config.yaml');
    const packages = withPlugin ? 'all' : { exclude: [PLUGIN] };
    await writeFile(config, JSON.stringify({ app: { packages } }));
    const cli = path.join(
      root,
      'node_modules/@backstage/cli/bin/backstage-cli',
    );
    const configs = [
      '--config',
      path.join(root, 'app-config.yaml'),
      '--config',
      config,
    ];
    await promisify(execFile)(
      process.execPath,
      [cli, 'package', 'build', ...configs],
      {
        cwd: folder,
        // Elsewhere warnings are errors.
        env: { ...process.env, CI: '' },
        timeout: BUILD_MS,
        maxBuffer: 64 * 1024 ** 2,
      },
    );
    const dist = path.join(folder, 'dist');
    if (!existsSync(path.join(dist, 'index.html'))) {
      throw new Error(`The app was not built into ${dist}`);
    }
    return { dist, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
