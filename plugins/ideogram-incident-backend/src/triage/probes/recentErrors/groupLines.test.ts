import { groupLines, normalise } from './groupLines';
import { parseLog } from './logLine';

const lines = (...texts: string[]) =>
  parseLog(
    'app-1',
    texts
      .map((text, index) => `2026-11-23T12:00:0${index}.5Z ${text}`)
      .join('\n'),
  );

it.each([
  ['request 1234 took 56 ms', 'request <n> took <n> ms'],
  ['took 1234ms', 'took <n>ms'],
  ['request req_8f3k2a9 failed', 'request <id> failed'],
  [
    'id 123e4567-e89b-12d3-a456-426614174000 at 10.0.0.1:8080',
    'id <id> at <address>',
  ],
  [
    '2026-11-23 12:04:11,123 ERROR since 2026-11-23T12:04:11Z',
    'ERROR since <time>',
  ],
  ['commit 8c2e1f0 by worker-12', 'commit <id> by worker-<n>'],
  ['sha256 of model ideogram-v3', 'sha256 of model ideogram-v3'],
  ['answered 503 after 503 of 504', 'answered 503 after 503 of <n>'],
])('%s becomes %s', (message, expected) => {
  expect(normalise(message, 503)).toBe(expected);
});

it('groups what says the same, most frequent first', () => {
  const groups = groupLines(
    lines(
      'error: Ideogram API answered 401 req-10',
      'error: Ideogram API answered 503 req-11',
      'error: Ideogram API answered 503 req-12',
      '{"level":"error","msg":"request failed","err":{"message":"timeout after 30s"},"id":7}',
    ),
  );
  expect(groups).toEqual([
    {
      text: 'error: Ideogram API answered 503 req-<n>',
      count: 2,
      httpStatus: 503,
      lastSeenAt: '2026-11-23T12:00:02.500Z',
    },
    {
      text: 'error: Ideogram API answered 401 req-<n>',
      count: 1,
      httpStatus: 401,
      lastSeenAt: '2026-11-23T12:00:00.500Z',
    },
    {
      text: 'request failed: timeout after <n>s',
      count: 1,
      lastSeenAt: '2026-11-23T12:00:03.500Z',
    },
  ]);
});

it('masks secrets before their numbers are replaced', () => {
  const secret = 'Zx81kd02mf93lq47';
  const [{ text }] = groupLines(lines(`error: api-key=${secret} refused`));
  expect(text).not.toContain('Zx81');
  expect(text).toContain('[masked]');
});

it('is bounded in number and length', () => {
  const words = Array.from({ length: 100 }, (_, i) =>
    'abcdefghij'[i % 10].repeat(2 + i),
  );
  const groups = groupLines(lines(...words).concat(lines('x '.repeat(9_000))));
  expect(groups.length).toBeLessThanOrEqual(20);
  for (const { text } of groups) expect(text.length).toBeLessThanOrEqual(300);
});
