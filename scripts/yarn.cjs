// Any Yarn, old or new, hands over to this file (yarnPath). It goes on with
// the Yarn and the Node of the toolchain, and lets the repository's own
// commands install what they need first.
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const root = path.resolve(__dirname, '..');
const OWN_COMMANDS = {
  start: 'start.mjs',
  test: 'test.mjs',
  'test:cluster': 'testCluster.mjs',
  sandbox: 'sandbox.mjs',
  bench: 'bench.mjs',
  'prometheus-rules': 'prometheusRules.mjs',
  incident: 'incident.mjs',
};

async function main() {
  let args = process.argv.slice(2);
  const script = args[0] === 'run' ? args[1] : args[0];
  if (process.cwd() === root && Object.hasOwn(OWN_COMMANDS, script ?? '')) {
    args = args.slice(args.indexOf(script) + 1);
    return start(
      process.execPath,
      [path.join(__dirname, OWN_COMMANDS[script]), ...args],
      process.env,
    );
  }
  const { ensureToolchain } = await import('./toolchain.mjs');
  const { node, yarn, env } = await ensureToolchain();
  // Installing is done without them; what runs then is not.
  const { NODE_OPTIONS } = process.env;
  return start(node, [yarn, ...args], {
    ...env,
    ...(NODE_OPTIONS && { NODE_OPTIONS }),
  });
}

function start(command, args, env) {
  // Ctrl-C reaches the child too; it decides when all is ended.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  const { status, signal } = spawnSync(command, args, {
    stdio: 'inherit',
    env,
  });
  return status ?? (signal ? 1 : 0);
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
