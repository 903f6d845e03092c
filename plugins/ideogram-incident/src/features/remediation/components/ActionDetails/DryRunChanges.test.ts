import { diffLines } from './DryRunChanges';

it('tells what is added from what is removed', () => {
  const diff = [
    '--- before',
    '+++ after',
    '@@ -1,2 +1,2 @@',
    ' env:',
    '-  - name: A',
    '+  - name: B',
    '+---',
    '',
  ].join('\n');
  expect(diffLines(diff)).toEqual({
    lines: [
      { kind: 'place', text: '@@ -1,2 +1,2 @@' },
      { kind: 'same', text: ' env:' },
      { kind: 'removed', text: '-  - name: A' },
      { kind: 'added', text: '+  - name: B' },
      { kind: 'added', text: '+---' },
    ],
    more: 0,
  });
});

it('does not draw a book', () => {
  const { lines, more } = diffLines('+ line\n'.repeat(100_000));
  expect(lines).toHaveLength(200);
  expect(more).toBe(99_800);
});

it('has no line where nothing changes', () => {
  expect(diffLines('')).toEqual({ lines: [], more: 0 });
});
