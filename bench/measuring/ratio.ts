/** What was measured, and how much of it is allowed. */
export interface Ratio {
  name: string;
  value: number;
  /** As it is printed; two decimals where left out. */
  shown?: string;
  limit: { atMost: number } | { atLeast: number };
  /** The same as it is printed. */
  shownLimit?: string;
  /** What the ratio was computed from, a line each. */
  details: string[];
}

export function isMet({ value, limit }: Ratio): boolean {
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
}

export function print(ratio: Ratio): void {
  const { name, value, limit, details } = ratio;
  const shown = ratio.shown ?? value.toFixed(2);
  const [word, bound] =
    'atMost' in limit ? ['at most', limit.atMost] : ['at least', limit.atLeast];
  const wanted = `${word} ${ratio.shownLimit ?? bound}`;
  console.log(
    `${isMet(ratio) ? 'ok    ' : 'MISSED'} ${shown.padStart(
      8,
    )}  ${wanted.padEnd(16)}  ${name}`,
  );
  for (const detail of details) console.log(`${' '.repeat(35)}${detail}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const ms = (value: number) => `${value.toFixed(0)} ms`;
