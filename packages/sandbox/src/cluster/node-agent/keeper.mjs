/**
 * Stands between the node agent and the program of one container: when the
 * agent is gone, for whatever reason, the program and all that it started end.
 *
 * Runs by itself under Node, once for each container, so it is small, and plain
 * JavaScript that needs no loader. `keeper.mjs <program> [argument]...`
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const [program, ...args] = process.argv.slice(2);

// With a group of its own, the program takes all that it started along when it goes.
const child = spawn(program, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: process.platform !== 'win32',
});

function signalGroup(signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has ended already.
  }
}

function report(message) {
  return new Promise(resolve => {
    if (process.connected) process.send(message, () => resolve());
    else resolve();
  });
}

// Ctrl-C in a terminal reaches everything at once; the agent decides what it means here.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

process.on('message', ({ signal }) => signalGroup(signal));
process.on('disconnect', () => {
  signalGroup('SIGKILL');
  process.exit(1);
});
child.on('spawn', () => report({ pid: child.pid }));
child.on('error', async error => {
  await report({ error: error.message });
  process.exit(1);
});
child.on('exit', async (code, signal) => {
  signalGroup('SIGKILL');
  const signalNumber = signal ? constants.signals[signal] : 0;
  await report({ exitCode: code ?? 128 + signalNumber, signal: signalNumber });
  process.exit(0);
});
