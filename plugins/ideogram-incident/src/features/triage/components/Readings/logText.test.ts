import { copiedText, matching, withoutOwnTime } from './logText';

it.each([
  ['2026-11-26 12:04:11,123 ERROR no image', 'ERROR no image'],
  ['2026-11-26T12:04:11.123Z error: no image', 'error: no image'],
  ['[12:04:11.123] ERROR (12): no image', 'ERROR (12): no image'],
  ['2026-11-26 12:04:11 | ERROR | no image', 'ERROR | no image'],
  ['[12:04:11 ERR] no image', '[12:04:11 ERR] no image'],
  ['ERROR at 12:04:11', 'ERROR at 12:04:11'],
  ['12:04:11', '12:04:11'],
])('%s is shown beside the time of the cluster as %s', (text, shown) => {
  expect(withoutOwnTime(text)).toBe(shown);
});

const lines = [
  { pod: 'a-1', text: 'ERROR no Image' },
  {
    pod: 'a-2',
    container: 'proxy',
    previous: true as const,
    at: '2026-11-26T12:04:11.000Z',
    text: 'FATAL no key',
  },
];

it('finds lines by text, pod and container', () => {
  expect(matching(lines, ' image ')).toEqual([lines[0]]);
  expect(matching(lines, 'PROXY')).toEqual([lines[1]]);
  expect(matching(lines, '')).toEqual(lines);
  expect(matching(lines, 'nothing')).toEqual([]);
});

it('copies the last words and all lines', () => {
  const lastWords = [
    { pod: 'a-2', exitCode: 1, lines: ['starting', 'no key'] },
  ];
  const details = { lines, lastWords } as Parameters<typeof copiedText>[0];
  expect(copiedText(details).split('\n')).toEqual([
    'a-2 starting',
    'a-2 no key',
    'a-1 ERROR no Image',
    '2026-11-26T12:04:11.000Z a-2 proxy (previous) FATAL no key',
  ]);
});
