/** Far more than any answer that is asked for. */
const DEEPEST = 100;

const [QUOTE, BACKSLASH, LIST, LIST_END, MAPPING, MAPPING_END] = [
  ...'"\\[]{}',
].map(each => each.charCodeAt(0));

/** A JSON text that is not worth the memory that it would take. */
export class TooDeepError extends Error {}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === LIST || code === MAPPING) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === LIST_END || code === MAPPING_END) depth -= 1;
  }
  return false;
}

/**
 * `JSON.parse` for a text that nobody vouches for: a few megabytes of nothing
 * but brackets would become a hundred times as much memory, and a value that
 * deep ends whoever walks through it.
 *
 * @throws TooDeepError, or SyntaxError
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new TooDeepError();
  return JSON.parse(text);
}
