import { buildControlPlane } from './build';
import { findGo } from './findGo';
import { isCompiled, readRelease } from './release';

/** Which control plane the sandbox runs on. */
export interface Choice {
  /** The folder of the real one's binaries; absent: the stand-in. */
  binaries?: string;
  /** One line that says so. */
  note: string;
}

/**
 * The real control plane where it is compiled, or where the variable
 * `SANDBOX_KUBERNETES` asks for it; otherwise the stand-in.
 *
 * @throws an error in plain words where what is asked for can't be had
 */
export async function chooseControlPlane(
  report: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Choice> {
  const release = readRelease(env);
  const { version, binaries } = release;
  const real = { binaries, note: `Kubernetes: the real one, ${version}` };
  const standIn = (why: string) => ({
    note: `Kubernetes: the stand-in. ${why}`,
  });
  switch (env.SANDBOX_KUBERNETES || undefined) {
    case 'stand-in':
      return standIn('SANDBOX_KUBERNETES asks for it.');
    case 'real':
      await buildControlPlane(report, env);
      return real;
    case undefined: {
      if (isCompiled(release)) return real;
      const go = await findGo(release.go, env);
      return standIn(
        'missing' in go
          ? `For the real one: ${go.missing}`
          : 'Go is there: `yarn sandbox build-cluster` compiles the real one, in some minutes.',
      );
    }
    default:
      throw new Error(
        `SANDBOX_KUBERNETES is "${env.SANDBOX_KUBERNETES}". Set it to real or to stand-in, or leave it out.`,
      );
  }
}
