import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readRelease } from '../../packages/sandbox/src/cluster/control-plane/release';
import { findProgram } from '../../packages/sandbox/src/process/findProgram';

const MOST_MS = 60_000;
const run = promisify(execFile);

/** What a person has who has no portal. */
export class Kubectl {
  private readonly env: NodeJS.ProcessEnv;
  private readonly cache: string;

  /** @param folder - where it keeps what it has learnt of the cluster */
  constructor(
    private readonly program: string,
    folder: string,
    kubeconfig: string,
  ) {
    this.cache = path.join(folder, 'kubectl');
    this.env = {
      PATH: process.env.PATH,
      HOME: folder,
      KUBECONFIG: kubeconfig,
      KUBECACHEDIR: this.cache,
    };
  }

  /** Milliseconds from the start of the process to its end. */
  async time(...args: string[]): Promise<number> {
    const startedAt = performance.now();
    await run(this.program, args, { env: this.env, timeout: MOST_MS });
    return performance.now() - startedAt;
  }

  /** Lets the next one ask the cluster for all that it serves. */
  async forget(): Promise<void> {
    await rm(this.cache, { recursive: true, force: true });
  }

  async version(): Promise<string> {
    const { stdout } = await run(
      this.program,
      ['version', '--client', '--output=json'],
      { env: this.env, timeout: MOST_MS },
    );
    return JSON.parse(stdout).clientVersion.gitVersion;
  }
}

/**
 * The one that is built along with the real control plane, or one that is
 * installed.
 */
export function findKubectl(
  folder: string,
  kubeconfig: string,
): Kubectl | undefined {
  const program =
    findProgram('kubectl', readRelease().binaries) ?? findProgram('kubectl');
  return program === undefined
    ? undefined
    : new Kubectl(program, folder, kubeconfig);
}
