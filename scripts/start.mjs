import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { startPortal } from './portal.mjs';

await runCommand(async () => {
  const toolchain = await ensureInstalled();
  await startPortal({ toolchain, args: process.argv.slice(2) });
});
