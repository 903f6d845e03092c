import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../process/findProgram';
import { readRelease } from './control-plane/release';

const MAX_MS = 60_000;
const execute = promisify(execFile);

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

  /** @returns what it prints */
  async run(...args: string[]): Promise<string> {
    const options = { env: this.env, timeout: MAX_MS };
    return (await execute(this.program, args, options)).stdout;
  }

  /** Lets the next one ask the cluster for all that it serves. */
  async forget(): Promise<void> {
    await rm(this.cache, { recursive: true, force: true });
  }

  async version(): Promise<string> {
    const stdout = await this.run('version', '--client', '--output=json');
    return JSON.parse(stdout).clientVersion.gitVersion;
  }
}

/**
 * The program that is built along with the real control plane, or one that is
 * installed.
 */
export function findKubectl(): string | undefined {
  return (
    findProgram('kubectl', readRelease().binaries) ?? findProgram('kubectl')
  );
}
