import { spawn, type ChildProcess } from 'node:child_process';
import type { LogBuffer } from './logBuffer';

/** How a program ended: its exit code as a shell would see it. */
export interface Exit {
  exitCode: number;
  signal: number;
}

export interface ProcessSpec {
  command: string[];
  env: Record<string, string>;
  workingDir: string;
}

const keeper = require.resolve('./keeper.mjs');

/** How long output may still come once a program has ended. */
const drainMs = 500;

/** One run of a container's program. */
export class ContainerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
    /** Resolves when the program has ended and its output is read. */
    readonly ended: Promise<Exit>,
  ) {}

  /** Starts a program; rejects with the reason where it can't be started. */
  static start(spec: ProcessSpec, logs: LogBuffer): Promise<ContainerProcess> {
    const child = spawn(process.execPath, [keeper, ...spec.command], {
      cwd: spec.workingDir,
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Ctrl-C in a terminal is for the agent, which then ends its pods in order.
      detached: process.platform !== 'win32',
    });
    child.stdout!.on('data', chunk => logs.write('stdout', chunk));
    child.stderr!.on('data', chunk => logs.write('stderr', chunk));
    let reported: Exit | undefined;
    let pid: number | undefined;
    const ended = new Promise<Exit>(resolve => {
      // A daemon that the program left behind must not hold up its end.
      child.on('exit', () => {
        const timer = setTimeout(() => {
          child.stdout!.destroy();
          child.stderr!.destroy();
        }, drainMs);
        child.on('close', () => clearTimeout(timer));
      });
      child.on('close', () => {
        logs.end();
        // A keeper that was itself killed can't have cleaned up.
        if (!reported && pid) killGroup(pid);
        resolve(reported ?? { exitCode: 137, signal: 9 });
      });
    });
    return new Promise((resolve, reject) => {
      child.on('message', (message: any) => {
        if (message.pid) {
          pid = message.pid as number;
          resolve(new ContainerProcess(child, pid, ended));
        } else if (message.error) reject(new Error(message.error));
        else reported = message;
      });
      child.on('error', reject);
      child.on('close', () =>
        reject(new Error('the program ended before it started')),
      );
    });
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.child.connected) this.child.send({ signal }, () => {});
  }
}

function killGroup(pid: number) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
