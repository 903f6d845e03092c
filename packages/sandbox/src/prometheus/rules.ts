import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../stateDirectory';

const WITHIN_MS = 60_000;
/** Nobody wants to wait ten minutes for an alert. */
const HOLD = '10s';

/** The rules that an operator would make for this world, except that alerts hold for seconds. */
export async function makeRules(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(
        repository,
        'plugins/ideogram-incident-backend/src/alertRules/command.ts',
      ),
      '--config',
      join(repository, 'app-config.sandbox.yaml'),
      '--hold',
      HOLD,
    ],
    { cwd: repository, timeout: WITHIN_MS },
  );
  return stdout;
}
