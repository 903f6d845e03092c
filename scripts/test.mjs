import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { runCommand } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { root } from './toolchain.mjs';

/** What a machine may lack, and the tests that then can't run. */
const OPTIONAL_PARTS = [
  { command: 'prometheus', tests: 'the tests against a real Prometheus' },
  {
    variable: 'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING',
    tests: 'the store tests on PostgreSQL (they ran on SQLite)',
  },
];

const results = path.join(root, '.sandbox/results/unit.json');

await runCommand(async () => {
  const { node, env } = await ensureInstalled();
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const { status } = spawnSync(
    node,
    [
      path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--watch=false',
      '--json',
      `--outputFile=${results}`,
      ...process.argv.slice(2),
    ],
    // The summary comes on stderr; the JSON on stdout is in the file too.
    { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (!existsSync(results)) return status || 1;

  const {
    numPassedTests,
    numFailedTests,
    numPendingTests,
    numRuntimeErrorTestSuites,
    numTotalTests,
  } = JSON.parse(readFileSync(results, 'utf8'));
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
  console.log(
    `${numPassedTests} passed, ${
      numFailedTests + numRuntimeErrorTestSuites
    } failed, ${numPendingTests} skipped`,
  );
  return status || (numTotalTests === 0 ? 1 : 0);
});

function isOnPath(command, env) {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .some(folder => existsSync(path.join(folder, command)));
}
