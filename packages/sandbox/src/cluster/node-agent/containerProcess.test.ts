import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import os from 'node:os';
import { ContainerProcess } from './containerProcess';
import { LogBuffer } from './logBuffer';

function start(program: string, logs = new LogBuffer()) {
  return ContainerProcess.start(
    {
      command: [process.execPath, '-e', program],
      env: {},
      workingDir: os.tmpdir(),
    },
    logs,
  );
}

async function lineOf(logs: LogBuffer): Promise<string> {
  return (
    logs.read({}) ||
    new Promise(resolve => logs.follow(false, line => resolve(line ?? '')))
  );
}

it.each([
  ['process.exit(0)', { exitCode: 0, signal: 0 }],
  ['process.exit(7)', { exitCode: 7, signal: 0 }],
  ['process.kill(process.pid, "SIGSEGV")', { exitCode: 139, signal: 11 }],
])('tells how %s ended', async (program, exit) => {
  const started = await start(program);
  expect(await started.ended).toEqual(exit);
});

it('keeps all output of a program', async () => {
  const logs = new LogBuffer();
  const started = await start('console.log("out"); console.error("err")', logs);
  await started.ended;
  expect(logs.read({}).split('\n').sort()).toEqual(['', 'err', 'out']);
});

it('lets a program end in order, or makes it end', async () => {
  const polite = new LogBuffer();
  const first = await start(
    'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("up")',
    polite,
  );
  await lineOf(polite);
  first.signal('SIGTERM');
  expect(await first.ended).toEqual({ exitCode: 5, signal: 0 });

  const stubborn = new LogBuffer();
  const second = await start(
    'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")',
    stubborn,
  );
  await lineOf(stubborn);
  second.signal('SIGTERM');
  second.signal('SIGKILL');
  expect(await second.ended).toEqual({ exitCode: 137, signal: 9 });
});

it('says why a program cannot be started', async () => {
  await expect(
    ContainerProcess.start(
      { command: ['no-such-program'], env: {}, workingDir: os.tmpdir() },
      new LogBuffer(),
    ),
  ).rejects.toThrow('no-such-program');
});

it('leaves no process behind when the agent is killed', async () => {
  const keeper = require.resolve('./keeper.mjs');
  const program = 'console.log(process.pid); setInterval(() => {}, 1000)';
  const agent = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ${JSON.stringify([
        keeper,
        process.execPath,
        '-e',
        program,
      ])}, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface({ input: agent.stdout! }), 'line');
  expect(() => process.kill(Number(line), 0)).not.toThrow();
  // The pipe closes when the last process that can write to it is gone.
  const closed = once(agent.stdout!, 'close');
  agent.kill('SIGKILL');
  await closed;
});
