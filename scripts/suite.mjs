import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './toolchain.mjs';

/**
 * Runs tests, keeps their results in a file of `.sandbox/results`, and prints
 * them on the last line.
 *
 * @param options.beforeTotal is called when all have run
 * @returns the exit code
 */
export async function runSuite(
  { node, env },
  { name, args, quiet = false, beforeTotal = () => {} },
) {
  const results = path.join(root, '.sandbox/results', `${name}.json`);
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const child = spawn(
    node,
    [
      path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--watch=false',
      '--json',
      `--outputFile=${results}`,
      ...args,
    ],
    {
      cwd: root,
      env,
      // The summary comes on stderr; the JSON on stdout is in the file too.
      stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'inherit'],
    },
  );
  const status = await new Promise(resolve => child.once('exit', resolve));
  if (!existsSync(results)) return status || 1;
  const {
    numPassedTests,
    numFailedTests,
    numPendingTests,
    numRuntimeErrorTestSuites,
    numTotalTests,
  } = JSON.parse(readFileSync(results, 'utf8'));
  beforeTotal();
  console.log(
    `${numPassedTests} passed, ${
      numFailedTests + numRuntimeErrorTestSuites
    } failed, ${numPendingTests} skipped`,
  );
  return status || (numTotalTests === 0 ? 1 : 0);
}
