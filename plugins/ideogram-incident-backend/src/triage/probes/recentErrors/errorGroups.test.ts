import { createMasker } from 'backstage-plugin-ideogram-incident-common';
import { ErrorGroups } from './errorGroups';
import { parseLine } from './logLine';

function groupsOf(...texts: string[]) {
  const groups = new ErrorGroups();
  texts.forEach((text, index) =>
    groups.add({
      ...parseLine('app-1', `2026-11-23T12:00:0${index % 10}.5Z ${text}`),
      more: [],
      exceptions: [],
    }),
  );
  return groups.mostFrequent(createMasker());
}

it('groups what says the same, most frequent first', () => {
  const groups = groupsOf(
    'error: Ideogram API answered 401 req-10',
    'error: Ideogram API answered 503 req-11',
    'error: Ideogram API answered 503 req-12',
    '{"level":"error","msg":"request failed","err":{"message":"timeout after 30s"},"id":7}',
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
  const [{ text }] = groupsOf(`error: api-key=${secret} refused`);
  expect(text).not.toContain('Zx81');
  expect(text).toContain('[masked]');
});

const long = 'the request that was sent to Ideogram '.repeat(10);

it.each([
  ['where they are cut', `error: ${long} refused`, `error: ${long} timed out`],
  [
    'where secrets are masked',
    'error: api-key=Zx81kd02mf93lq47 refused',
    'error: api-key=hunter-two refused',
  ],
])('makes one of texts that look the same %s', (_, one, other) => {
  const groups = groupsOf(one, other, one);
  expect(groups).toEqual([
    expect.objectContaining({
      count: 3,
      lastSeenAt: '2026-11-23T12:00:02.500Z',
    }),
  ]);
});

it.each([
  ['"msg":"request failed"', 'request failed (503)'],
  [
    `"msg":"${long} failed"`,
    expect.stringMatching(/^the request .{270,}… \(503\)$/),
  ],
  ['"msg":"request failed with 503"', 'request failed with 503'],
])('names the status where the text %s does not', (message, text) => {
  const line = (status: number) =>
    `{"level":"error",${message},"status":${status}}`;
  expect(groupsOf(line(503), line(503))).toEqual([
    expect.objectContaining({ text, count: 2, httpStatus: 503 }),
  ]);
  const texts = groupsOf(line(503), line(401)).map(group => group.text);
  expect(new Set(texts).size).toBe(texts.length);
});

it('is bounded in number and length', () => {
  const words = Array.from({ length: 100 }, (_, i) =>
    'abcdefghij'[i % 10].repeat(2 + i),
  );
  const groups = groupsOf(...words, 'x '.repeat(9_000));
  expect(groups.length).toBeLessThanOrEqual(20);
  for (const { text } of groups) expect(text.length).toBeLessThanOrEqual(300);
});
