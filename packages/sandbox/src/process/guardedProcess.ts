import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A program that ends when it is told to, and when this process dies. */
export interface GuardedProcess {
  /** The end of what it wrote to stderr, for an error message. */
  lastWords(): string;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

export interface GuardOptions {
  /** What ends it; left out: SIGTERM. */
  signal?: 'SIGTERM' | 'SIGKILL';
  /** Where all that it writes is kept; left out: only its last words. */
  logFile?: string;
}

// Holds the program at the other end of a pipe: the pipe closes when this
// process ends, even by a kill that nobody can catch.
const GUARD = `
const [signal, command, ...args] = process.argv.slice(1);
const child = require('node:child_process').spawn(
  command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
process.stdin.on('close', () => child.kill(signal)).resume();
child.on('error', error => { console.error(error.message); process.exit(1); });
child.on('exit', code => process.exit(code ?? 0));
`;
const MAX_WORDS = 2000;

export function startGuarded(
  command: string,
  args: string[],
  { signal = 'SIGTERM', logFile }: GuardOptions = {},
): GuardedProcess {
  const log = logFile === undefined ? undefined : openSync(logFile, 'w');
  const guard = spawn(
    process.execPath,
    ['-e', GUARD, signal, command, ...args],
    {
      // A group of its own: Ctrl-C reaches this process, which ends the rest in order.
      detached: true,
      stdio: ['pipe', 'ignore', log ?? 'pipe'],
    },
  );
  if (log !== undefined) closeSync(log);
  let words = '';
  guard.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MAX_WORDS);
  });
  guard.stdin!.on('error', () => undefined);
  const ended = once(guard, 'exit').then(() => undefined);
  return {
    ended,
    lastWords: () => {
      const text = logFile ? readFileSync(logFile, 'utf8') : words;
      return text.trim().split('\n').at(-1)?.slice(-MAX_WORDS) ?? '';
    },
    end: async () => {
      guard.stdin!.destroy();
      await ended;
    },
  };
}
