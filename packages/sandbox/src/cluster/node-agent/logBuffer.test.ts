import { LogBuffer } from './logBuffer';

function filled(...chunks: string[]) {
  const log = new LogBuffer();
  for (const chunk of chunks) log.write('stdout', Buffer.from(chunk));
  return log;
}

it('joins what comes in pieces, also within a character', () => {
  const log = new LogBuffer();
  const bytes = Buffer.from('grün\n');
  log.write('stdout', bytes.subarray(0, 3));
  log.write('stderr', Buffer.from('aside\n'));
  log.write('stdout', bytes.subarray(3));
  expect(log.read({})).toBe('aside\ngrün\n');
});

it('keeps a last line without an end', () => {
  const log = filled('one\ntw', 'o');
  expect(log.read({})).toBe('one\n');
  log.end();
  expect(log.read({})).toBe('one\ntwo\n');
});

it.each([
  [{ tailLines: 2 }, 'b\nc\n'],
  [{ tailLines: 0 }, ''],
  [{ tailLines: 9 }, 'a\nb\nc\n'],
  [{ limitBytes: 3 }, 'a\nb'],
  [{ since: Date.now() + 60_000 }, ''],
  [{ since: 1 }, 'a\nb\nc\n'],
])('reads %j', (query, text) => {
  expect(filled('a\nb\nc\n').read(query)).toBe(text);
});

it('holds the latest in bounded memory', () => {
  const log = new LogBuffer(10_000);
  for (let line = 0; line < 5000; line++) {
    log.write('stdout', Buffer.from(`line ${line}\n`));
  }
  const text = log.read({});
  expect(text.length).toBeLessThan(10_000);
  expect(text).toMatch(/line 4999\n$/);
});

it('cuts a line without an end', () => {
  const log = filled('x'.repeat(100_000));
  log.end();
  const lines = log.read({}).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join('')).toBe('x'.repeat(100_000));
});

it('hands new lines to a follower until the end', () => {
  const log = filled('before\n');
  const seen: (string | undefined)[] = [];
  const unfollow = log.follow(false, line => seen.push(line));
  log.write('stdout', Buffer.from('after\n'));
  log.end();
  unfollow();
  expect(seen).toEqual(['after\n', undefined]);
});
