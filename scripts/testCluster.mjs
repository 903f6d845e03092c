import path from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Failure, runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { sandboxCommand } from './sandboxProcess.mjs';
import { runSuite } from './suite.mjs';
import { root } from './toolchain.mjs';

/** Tests that take their cluster from the environment; a path narrows them down. */
function patternsFrom(paths) {
  return (paths.length ? paths : ['']).map(
    part => `${part}.*\\.cluster\\.test\\.tsx?$`,
  );
}

/** No test is named like this: all are counted, and none is run. */
const NOTHING = ['--testNamePattern', '^\\b$'];

await runCommand(async () => {
  const toolchain = await ensureInstalled();
  const cluster = process.env.KUBECONFIG
    ? givenCluster(process.env.KUBECONFIG)
    : await ownCluster(toolchain);
  try {
    return await runTests(toolchain, cluster);
  } finally {
    await cluster.stop();
  }
});

function givenCluster(kubeconfig) {
  console.log(`Testing against the cluster of ${kubeconfig}`);
  return {
    env: { CONTRACT_KUBECONFIG: path.resolve(kubeconfig) },
    stop: async () => {},
  };
}

/** Compiles a control plane where that is not done yet, and starts it with this machine as its node. */
async function ownCluster({ node, env }) {
  const child = spawn(node, sandboxCommand('cluster/contract/serve.ts'), {
    cwd: path.join(root, 'packages/sandbox'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => stop().then(() => process.exit(1)));
  }
  const answer = await new Promise(resolve => {
    createInterface({ input: child.stdout }).once('line', resolve);
    ended.then(() => resolve());
  });
  if (!answer) throw new Failure('There is no cluster to test against.');
  const { missing, version, kubeconfig, binaries } = JSON.parse(answer);
  if (missing) {
    console.log(`Not run: the tests against a real Kubernetes. ${missing}`);
    return { stop };
  }
  console.log(`Testing against Kubernetes ${version}`);
  return {
    env: { CONTRACT_KUBECONFIG: kubeconfig, CONTRACT_KUBERNETES: binaries },
    stop,
  };
}

function runTests({ node, env }, cluster) {
  const args = process.argv.slice(2);
  const flags = args.filter(arg => arg.startsWith('-'));
  const paths = args.filter(arg => !arg.startsWith('-'));
  return runSuite(
    { node, env: { ...env, ...cluster.env } },
    {
      name: 'cluster',
      quiet: !cluster.env,
      args: [...(cluster.env ? [] : NOTHING), ...flags, ...patternsFrom(paths)],
    },
  );
}
