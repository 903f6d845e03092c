import { fault } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import {
  fetchText,
  parseJson,
  placeOf,
  UpstreamError,
  type TextAnswer,
} from '../http';

export interface KeyAnswer {
  answer: 'accepted' | 'refused' | 'unknown';
  /** One sentence, without the key. */
  words: string;
}

const MAX_BYTES = 1024 * 1024;
/** What may stand in a header, and no more than any server takes. */
const SENDABLE = /^[!-~]{1,4096}$/;
/** Only of this address it is documented what a 404 means. */
const DOCUMENTED_PATH = '/v2/account/api-keys';

/**
 * Asks the Ideogram API whether it takes a key. Nothing is generated, and
 * nothing billed.
 */
export async function askIdeogramAboutKey(
  { ideogram }: Pick<Target, 'ideogram'>,
  apiKey: string,
  { signal }: { signal: AbortSignal },
): Promise<KeyAnswer> {
  if (!SENDABLE.test(apiKey)) {
    return {
      answer: 'refused',
      words:
        "The key is empty, too long, or holds a character that can't be sent, such as a line break, so no request with it can succeed.",
    };
  }
  const url = ideogram.baseUrl.replace(/\/+$/, '') + ideogram.verifyPath;
  try {
    const answer = await fetchText(url, {
      signal,
      maxBytes: MAX_BYTES,
      headers: { 'Api-Key': apiKey },
      accept: 'application/json',
    });
    return judge(answer, ideogram.verifyPath);
  } catch (error) {
    return error instanceof UpstreamError
      ? unknown(url, error.fault)
      : unknown(url, 'can not be asked');
  }
}

const unknown = (url: string, what: string): KeyAnswer => ({
  answer: 'unknown',
  words: `Whether Ideogram accepts the key is not known: ${placeOf(
    url,
  )} ${what}.`,
});

function judge(answer: TextAnswer, verifyPath: string): KeyAnswer {
  const { status, url } = answer;
  const isData = isJson(answer.text);
  // A proxy on the way refuses too, and does it with a page.
  if (!isData && isPage(answer)) return unknown(url, fault.webPage);
  switch (status) {
    case 401:
      return {
        answer: 'refused',
        words: 'Ideogram refuses the key: it answers 401.',
      };
    case 403:
      return {
        answer: 'refused',
        words: 'Ideogram gives this key no access: it answers 403.',
      };
    case 402:
      return {
        answer: 'accepted',
        words:
          'Ideogram accepts the key, but answers 402: the credit is used up, or the limit of the plan is reached.',
      };
    case 404:
      return isData && verifyPath === DOCUMENTED_PATH
        ? {
            answer: 'accepted',
            words:
              'Ideogram accepts the key, which has no access to billing (404).',
          }
        : unknown(url, fault.status(404));
    case 200:
      return isData
        ? { answer: 'accepted', words: 'Ideogram accepts the key.' }
        : unknown(url, fault.notJson);
    default:
      return unknown(url, fault.status(status));
  }
}

function isJson(text: string): boolean {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function isPage({ contentType, text }: TextAnswer): boolean {
  return contentType === 'text/html' || text.trimStart().startsWith('<');
}
