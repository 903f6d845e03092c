export interface DiffLine {
  kind: 'added' | 'removed' | 'place' | 'same';
  text: string;
}

const MAX_LINES = 200;

function kindOf(line: string): DiffLine['kind'] {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}

/**
 * The lines of a unified diff without the names of its two files, which are
 * those of one object; and how many were left out where it is long.
 */
export function diffLines(diff: string): { lines: DiffLine[]; more: number } {
  const all = diff.split('\n');
  if (all.at(-1) === '') all.pop();
  const body = all.filter(
    (line, index) => index > 3 || !/^(?:---|\+\+\+|===+|Index:)/.test(line),
  );
  return {
    lines: body.slice(0, MAX_LINES).map(text => ({ kind: kindOf(text), text })),
    more: Math.max(0, body.length - MAX_LINES),
  };
}
