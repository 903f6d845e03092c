import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './findProgram';
import { startGuarded } from './guardedProcess';

describe('a guarded process', () => {
  it('ends when it is told to', async () => {
    const guarded = startGuarded('sleep', ['600']);
    await guarded.end();
    await expect(guarded.ended).resolves.toBeUndefined();
  });

  it('tells why it could not run', async () => {
    const guarded = startGuarded('no-such-program', []);
    await guarded.ended;
    expect(guarded.lastWords()).toContain('no-such-program');
  });

  it('keeps what it writes, and can be ended although it does not want to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
    const logFile = join(folder, 'log');
    const stubborn = `process.on('SIGTERM', () => {});
      console.error('first\\nlast');
      setInterval(() => {}, 1000);`;
    const guarded = startGuarded(process.execPath, ['-e', stubborn], {
      signal: 'SIGKILL',
      logFile,
    });
    while (guarded.lastWords() !== 'last') {
      await new Promise(setImmediate);
    }
    await guarded.end();
    expect(readFileSync(logFile, 'utf8')).toBe('first\nlast\n');
    rmSync(folder, { recursive: true });
  });
});

describe('looking for a program', () => {
  it('finds what is on PATH and nothing else', () => {
    expect(findProgram('sleep')).toMatch(/sleep$/);
    expect(findProgram('no-such-program')).toBeUndefined();
    expect(findProgram('sleep', '')).toBeUndefined();
  });
});
