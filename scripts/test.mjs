import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { runSuite } from './suite.mjs';

/** What a machine may lack, and the tests that then can't run. */
const OPTIONAL_PARTS = [
  { command: 'prometheus', tests: 'the tests against a real Prometheus' },
  { command: 'promtool', tests: 'the cases of the rules for Prometheus' },
  { command: 'amtool', tests: 'the checks of what Alertmanager is told' },
  {
    command: 'prometheus-alertmanager',
    tests: 'the tests against a real Alertmanager',
  },
  {
    variable: 'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING',
    tests: 'the store tests on PostgreSQL (they ran on SQLite)',
  },
  {
    variable: 'CONTRACT_KUBECONFIG',
    tests: 'the comparison with kubectl (yarn test:cluster runs it)',
  },
];

await runCommand(async () => {
  const toolchain = await ensureInstalled();
  return runSuite(toolchain, {
    name: 'unit',
    args: process.argv.slice(2),
    beforeTotal: () => tellMissingParts(toolchain.env),
  });
});

function tellMissingParts(env) {
  for (const { command, variable, tests } of OPTIONAL_PARTS) {
    const missing = command ? !isOnPath(command, env) : !env[variable];
    if (missing) {
      console.log(
        `Not run: ${tests}, because ${
          command ? `${command} is not installed` : `${variable} is not set`
        }.`,
      );
    }
  }
}

function isOnPath(command, env) {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .some(folder => existsSync(path.join(folder, command)));
}
