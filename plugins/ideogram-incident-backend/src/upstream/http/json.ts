import { fault } from 'backstage-plugin-ideogram-incident-common';
import { fetchText, type FetchOptions, type TextAnswer } from './fetchText';
import { hostAndPath, UpstreamError } from './upstreamError';

/** Far more than any answer that is asked for. */
const MAX_DEPTH = 100;

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
      if (depth > MAX_DEPTH) return true;
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

export type JsonAnswer = Omit<TextAnswer, 'text'> & { json: unknown };

/**
 * {@link fetchText} for an answer that is JSON, whatever its status.
 *
 * @throws {@link UpstreamError}, of kind `html`, `not-json` or `wrong-shape`
 * where the answer is something else
 */
export async function fetchJson(
  url: string,
  options: Omit<FetchOptions, 'accept'>,
): Promise<JsonAnswer> {
  const { text, ...answer } = await fetchText(url, {
    ...options,
    accept: 'application/json',
  });
  try {
    return { ...answer, json: parseJson(text) };
  } catch (error) {
    if (error instanceof TooDeepError) {
      const { status } = answer;
      throw new UpstreamError(
        'wrong-shape',
        hostAndPath(url),
        fault.wrongShape,
        {
          status,
        },
      );
    }
    throw notJson(url, { ...answer, text });
  }
}

function notJson(url: string, answer: TextAnswer): UpstreamError {
  const { status } = answer;
  const place = hostAndPath(url);
  const looksLikeHtml =
    answer.contentType === 'text/html' ||
    /^\s*<(!doctype html|html|head|body)\b/i.test(answer.text.slice(0, 1000));
  return looksLikeHtml
    ? new UpstreamError('html', place, fault.webPage, { status })
    : new UpstreamError('not-json', place, fault.notJson, { status });
}
