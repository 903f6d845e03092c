import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const GRACE_MS = 8_000;
const KEPT_CHARACTERS = 20_000;

/**
 * Runs a tool to its end and gives what it printed. Each line is also handed
 * to `onLine`, so that a long wait can be seen to move.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { onLine, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const take = chunk => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
      if (onLine) String(chunk).split('\n').filter(Boolean).forEach(onLine);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code: code ?? (signal ? 1 : 0), output }),
    );
  });
}

/**
 * The long-running children of one command. Each leads a process group of its
 * own, so that whatever a tool starts ends together with it.
 */
export class Children {
  #running = new Map();
  #stopping = false;

  /**
   * @param {string} name - names the child in messages
   * @param {(reason: string) => void} options.onUnexpectedEnd
   * @param {(line: string) => boolean} [options.onLine] - true keeps the line out of the log
   */
  start(name, command, args, { logFile, onLine, onUnexpectedEnd, ...options }) {
    const child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      ...options,
    });
    const log = createWriteStream(logFile);
    let tail = '';
    const takeFrom = stream => {
      let rest = '';
      stream.setEncoding('utf8').on('data', chunk => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop();
        for (const line of lines) {
          // A line that was meant for this program alone may hold a secret.
          if (onLine?.(line)) continue;
          log.write(`${line}\n`);
          tail = `${tail}${line}\n`.slice(-4_000);
        }
      });
    };
    takeFrom(child.stdout);
    takeFrom(child.stderr);
    const ended = new Promise(resolve => {
      child.on('error', error => resolve(error.message));
      child.on('exit', (code, signal) =>
        resolve(`ended with ${signal ?? code}`),
      );
    });
    this.#running.set(child, ended);
    ended.then(reason => {
      this.#running.delete(child);
      log.end();
      if (!this.#stopping) {
        onUnexpectedEnd(
          `The ${name} ${reason}. Its log is ${logFile}; the last lines:\n\n${tail.trim()}`,
        );
      }
    });
    return child;
  }

  /** Ends every child and its group; those that do not end in time are killed. */
  async stop() {
    this.#stopping = true;
    const all = [...this.#running];
    const signalAll = signal =>
      all.forEach(([child]) => signalGroup(child, signal));
    signalAll('SIGTERM');
    const timer = setTimeout(() => signalAll('SIGKILL'), GRACE_MS);
    await Promise.all(all.map(([, ended]) => ended));
    clearTimeout(timer);
    // A group's leader may be gone while something it started is not.
    signalAll('SIGKILL');
  }
}

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}
