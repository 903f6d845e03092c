import type { Finder, Span } from './span';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** More than the longest keys take, with a timestamp before each line. */
const MAX_PRIVATE_KEY_LENGTH = 48 * 1024;

/** What is there of a key that was cut: lines of base64, also escaped. */
const REST =
  /(?:(?:[ \t]*\r?\n[ \t]*|\\{1,7}[rn]){0,4}(?:[A-Za-z0-9+/=]{20,}|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]*|[A-Za-z0-9+/=]+(?=\s*(?:$|\\?["']))))*/y;

/** Private keys in PEM, over several lines or escaped in one. */
export const findPrivateKeys: Finder = text => {
  const spans: Span[] = [];
  if (!text.includes('-----BEGIN ')) return spans;
  let position = 0;
  let end: RegExpExecArray | null | undefined;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    const from = begin.index;
    position = BEGIN.lastIndex;
    // Looked up once, however many keys without an end there are.
    if (end === undefined || (end && end.index < position)) {
      END.lastIndex = position;
      end = END.exec(text);
    }
    if (end && end.index - from <= MAX_PRIVATE_KEY_LENGTH) {
      position = end.index + end[0].length;
    } else {
      REST.lastIndex = position;
      position += REST.exec(text)?.[0].length ?? 0;
    }
    spans.push({ rule: 'private-key', context: from, from, to: position });
    BEGIN.lastIndex = position;
  }
  return spans;
};
