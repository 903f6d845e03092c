import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { layOutBuild, startBuiltPortal } from './builtPortal.mjs';
import { Children, run } from './children.mjs';
import { Failure, runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { portalPorts, requireFreePorts } from './ports.mjs';
import { root } from './toolchain.mjs';

/** Runs the browser tests against the built portal in its sandbox. */
await runCommand(async () => {
  const toolchain = await ensureInstalled();
  const { backend: port } = portalPorts();
  await requireFreePorts({ portal: port });
  const logs = path.join(root, '.sandbox/logs');
  mkdirSync(logs, { recursive: true });

  const folder = await layOutBuild(toolchain);
  const children = new Children();
  let fail;
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => fail(new Failure('Stopped.')));
  }
  try {
    const tests = async () => {
      const portal = await startBuiltPortal({
        children,
        toolchain,
        folder,
        port,
        logs,
        onUnexpectedEnd: reason => fail(new Failure(reason)),
      });
      const { code } = await run(
        toolchain.node,
        [
          path.join(root, 'node_modules/@playwright/test/cli.js'),
          'test',
          ...process.argv.slice(2),
        ],
        {
          cwd: root,
          env: {
            ...toolchain.env,
            PORTAL_ADDRESS: portal.address,
            SANDBOX_ADDRESS: portal.sandboxPage,
            PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(
              root,
              '.sandbox/results/browser.json',
            ),
          },
          onLine: line => console.log(line),
        },
      );
      return code;
    };
    return await Promise.race([tests(), failed]);
  } finally {
    await children.stop();
  }
});
