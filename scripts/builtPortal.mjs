import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from './children.mjs';
import { Failure, failureFrom } from './failure.mjs';
import { startSandbox } from './sandboxProcess.mjs';
import { root } from './toolchain.mjs';
import { waitUntilAnswers } from './waiting.mjs';

const bundle = path.join(root, 'packages/backend/dist/bundle.tar.gz');
const skeleton = path.join(root, 'packages/backend/dist/skeleton.tar.gz');

/**
 * Lays the built backend out as a container image would: the bundle with its
 * production dependencies, without any source.
 *
 * @returns the folder
 */
export async function layOutBuild(toolchain) {
  if (!existsSync(bundle)) {
    throw new Failure('The portal is not built yet. Run `yarn build` first.');
  }
  const folder = path.join(root, '.sandbox/built');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const archive of [skeleton, bundle]) {
    const { code, output } = await run('tar', ['xzf', archive, '-C', folder]);
    if (code !== 0) throw failureFrom('Unpacking the build', output);
  }
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    'app-config.yaml',
    'app-config.sandbox.yaml',
    'catalog-info.yaml',
    'mkdocs.yml',
    'docs',
    'README.md',
    'packages/sandbox/catalog',
    'packages/sandbox/prometheus.yaml',
  ]) {
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  }
  const { code, output } = await run(
    toolchain.node,
    [toolchain.yarn, 'workspaces', 'focus', '--all', '--production'],
    {
      cwd: folder,
      env: toolchain.env,
    },
  );
  if (code !== 0) throw failureFrom('Installing production packages', output);
  return folder;
}

/** Starts the sandbox and the built portal, which serves its own frontend. */
export async function startBuiltPortal({
  children,
  toolchain,
  folder,
  port,
  logs,
  onUnexpectedEnd,
}) {
  const address = `http://localhost:${port}`;
  const env = {
    ...toolchain.env,
    APP_BASE_URL: address,
    BACKEND_BASE_URL: address,
    BACKEND_PORT: String(port),
    NODE_ENV: 'production',
  };
  const sandbox = await startSandbox({
    children,
    toolchain,
    env,
    logs,
    onUnexpectedEnd,
  });
  const configs = ['app-config.yaml', 'app-config.sandbox.yaml'].flatMap(
    file => ['--config', path.join(folder, file)],
  );
  children.start('backend', toolchain.node, ['.', ...configs], {
    // The catalog's file locations are relative to the backend's folder.
    cwd: path.join(folder, 'packages/backend'),
    env: { ...env, ...sandbox.env },
    logFile: path.join(logs, 'backend.log'),
    onUnexpectedEnd,
  });
  await waitUntilAnswers(
    `${address}/.backstage/health/v1/readiness`,
    'backend',
  );
  await waitUntilAnswers(address, 'frontend');
  return { address, sandboxPage: sandbox.page };
}
