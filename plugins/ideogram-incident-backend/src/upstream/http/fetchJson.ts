import { fault } from 'backstage-plugin-ideogram-incident-common';
import { fetchText, type FetchOptions, type TextAnswer } from './fetchText';
import { parseJson, TooDeepError } from './parseJson';
import { placeOf } from './placeOf';
import { UpstreamError } from './upstreamError';

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
      throw new UpstreamError('wrong-shape', placeOf(url), fault.wrongShape, {
        status,
      });
    }
    throw notJson(url, { ...answer, text });
  }
}

function notJson(url: string, answer: TextAnswer): UpstreamError {
  const { status } = answer;
  const place = placeOf(url);
  const looksLikeHtml =
    answer.contentType === 'text/html' ||
    /^\s*<(!doctype html|html|head|body)\b/i.test(answer.text.slice(0, 1000));
  return looksLikeHtml
    ? new UpstreamError('html', place, fault.webPage, { status })
    : new UpstreamError('not-json', place, fault.notJson, { status });
}
