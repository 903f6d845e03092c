/** What stands in the place of a secret. */
export const MASK = '[masked]';

/**
 * By what a secret was told to be one.
 *
 * @public
 */
export type RedactionRule =
  | 'known-value'
  | 'private-key'
  | 'named-value'
  | 'address'
  | 'token';

/** A secret in a text. */
export interface Span {
  rule: RedactionRule;
  /** Where that begins by which it is told: a name, a scheme. */
  context: number;
  from: number;
  to: number;
}

/** Finds secrets of one kind. The time grows with the text's length alone. */
export type Finder = (text: string) => Span[];

/** In order, and those that overlap as one, of the rule that comes first. */
export function merged(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.from < last.to) {
      last.to = Math.max(last.to, span.to);
      last.context = Math.min(last.context, span.context);
    } else {
      result.push({ ...span });
    }
  }
  return result;
}

/** Like `matchAll`, without its copy of the pattern for each text. */
export function eachMatch(
  text: string,
  pattern: RegExp,
  found: (match: RegExpExecArray) => void,
): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found(match);
  }
}

/** The text from one place to another, with a mask in place of each span. */
export function withMasks(
  text: string,
  spans: readonly Span[],
  from = 0,
  to = text.length,
): string {
  const kept: string[] = [];
  let position = from;
  for (const span of spans) {
    if (span.from >= to) break;
    kept.push(text.slice(position, span.from), MASK);
    position = span.to;
  }
  kept.push(text.slice(position, Math.max(position, to)));
  return kept.join('');
}
