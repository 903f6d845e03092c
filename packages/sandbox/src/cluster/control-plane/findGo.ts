import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { findProgram } from '../../process/findProgram';

/** Go, or one sentence that says why there is none to use. */
export type FoundGo = { program: string } | { missing: string };

/** Looks for a Go that is new enough, and lets none be fetched. */
export async function findGo(
  needed: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<FoundGo> {
  const program = findProgram('go', env.PATH);
  if (!program) {
    return { missing: `Go is not installed; ${needed} or newer is needed.` };
  }
  const version = await versionOf(program, env);
  if (!version) {
    return { missing: `${program} does not say which version of Go it is.` };
  }
  return isAtLeast(version, needed)
    ? { program }
    : {
        missing: `Go ${version} is too old; ${needed} or newer is needed.`,
      };
}

async function versionOf(
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(
      program,
      ['env', 'GOVERSION'],
      {
        // Away from any go.mod, which might ask for another Go.
        cwd: os.tmpdir(),
        env: { ...env, GOTOOLCHAIN: 'local' },
      },
    );
    return /^go(\d+(?:\.\d+)*)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function isAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map(text =>
    text.split('.').map(Number),
  );
  const at = want.findIndex((number, index) => number !== (have[index] ?? 0));
  return at < 0 || (have[at] ?? 0) > want[at];
}
