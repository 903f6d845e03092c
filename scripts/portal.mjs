import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Children } from './children.mjs';
import { Failure } from './failure.mjs';
import { logFolder, portalPorts, requireFreePorts } from './ports.mjs';
import { buildClusterIfAsked, startSandbox } from './sandboxProcess.mjs';
import { startupFailureReader } from './startupFailure.mjs';
import { root } from './toolchain.mjs';
import { waitUntilAnswers } from './waiting.mjs';

const SANDBOX_CONFIG = path.join(root, 'app-config.sandbox.yaml');
const TAB = '/catalog/default/component/ideogram-integration/incident';

/** The configuration files that the command line names, or the portal's own and the sandbox's. */
function configFiles(args) {
  const files = [];
  for (let index = 0; index < args.length; index += 1) {
    const [flag, value = args[(index += 1)]] = args[index].split(/=(.*)/s);
    if (flag !== '--config' || !value) {
      throw new Failure(
        `${args.join(
          ' ',
        )} is not understood. The only option is --config <file>, as often as needed.`,
      );
    }
    files.push(path.resolve(process.env.INIT_CWD ?? process.cwd(), value));
  }
  return files.length > 0
    ? files
    : [path.join(root, 'app-config.yaml'), SANDBOX_CONFIG];
}

/**
 * Starts the portal from its sources, with the sandbox where its
 * configuration is asked for, and runs until it is told to stop.
 */
export async function startPortal({ toolchain, args }) {
  const files = configFiles(args);
  const withSandbox = files.includes(SANDBOX_CONFIG);
  const ports = portalPorts();
  await requireFreePorts(ports);

  const addresses = {
    frontend: `http://localhost:${ports.frontend}`,
    backend: `http://localhost:${ports.backend}`,
  };
  const env = {
    ...toolchain.env,
    APP_BASE_URL: addresses.frontend,
    BACKEND_BASE_URL: addresses.backend,
    BACKEND_PORT: String(ports.backend),
    NODE_ENV: 'development',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  };
  const logs = path.join(root, logFolder);
  mkdirSync(logs, { recursive: true });

  const children = new Children();
  const stopRequested = new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve());
    }
  });
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  const onUnexpectedEnd = reason => fail(new Failure(reason));
  let ready = false;
  const readStartupFailure = startupFailureReader(reasons => {
    // Later it is a developer's, who will change the sources again.
    if (!ready) fail(new Failure(`The backend can't start.\n${reasons}`));
  });
  // Whatever still waits for an answer would keep this process alive.
  const ending = new AbortController();
  const { signal } = ending;
  const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const startPackage = name =>
    children.start(
      name,
      toolchain.node,
      [cli, 'package', 'start', ...files.flatMap(file => ['--config', file])],
      {
        cwd: path.join(
          root,
          'packages',
          name === 'frontend' ? 'app' : 'backend',
        ),
        env,
        logFile: path.join(logs, `${name}.log`),
        onLine: name === 'backend' ? readStartupFailure : undefined,
        onUnexpectedEnd,
      },
    );

  const run = async () => {
    if (withSandbox) await buildClusterIfAsked({ toolchain, env });
    console.log(
      `Starting${
        withSandbox ? ' the sandbox,' : ''
      } the backend and the frontend; logs are in ${logFolder}`,
    );
    startPackage('frontend');
    if (withSandbox) {
      const sandbox = await startSandbox({
        children,
        toolchain,
        env,
        logs,
        onUnexpectedEnd,
      });
      Object.assign(env, sandbox.env);
      console.log(`  The sandbox is ready: ${sandbox.page}`);
      console.log(`  ${sandbox.kubernetes}`);
    }
    startPackage('backend');
    await waitUntilAnswers(
      `${addresses.backend}/.backstage/health/v1/readiness`,
      'backend',
      { signal },
    );
    console.log('  The backend is ready');
    await waitUntilAnswers(addresses.frontend, 'frontend', { signal });
    await waitUntilAnswers(
      `${addresses.backend}/api/ideogram-incident/openapi.json`,
      'Incident plugin',
      { signal },
    );
    if (withSandbox) await waitUntilTabAnswers(addresses.backend, signal);
    ready = true;
    console.log(
      `\nOpen ${addresses.frontend}${
        withSandbox ? TAB : ''
      }\nCtrl-C ends everything.\n`,
    );
    return new Promise(() => {});
  };

  try {
    await Promise.race([run(), failed, stopRequested]);
  } finally {
    console.log('Ending');
    ending.abort();
    await children.stop();
  }
}

/** The catalog reads its files some seconds after the backend is ready. */
async function waitUntilTabAnswers(backend, signal) {
  const session = JSON.parse(
    await waitUntilAnswers(
      `${backend}/api/auth/sandbox/refresh`,
      'sign-in of the sandbox',
      { headers: { 'x-sandbox-person': 'viewer' }, signal },
    ),
  );
  await waitUntilAnswers(
    `${backend}/api/ideogram-incident/entities/component/default/ideogram-integration/targets`,
    'Incident tab',
    {
      headers: { Authorization: `Bearer ${session.backstageIdentity.token}` },
      signal,
    },
  );
}
