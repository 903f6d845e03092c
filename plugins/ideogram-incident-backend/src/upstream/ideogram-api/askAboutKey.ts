import { fault } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import {
  fetchText,
  hostAndPath,
  type TextAnswer,
  UpstreamError,
} from '../http';
import { isData, isPage } from './content';

const MAX_BYTES = 1024 * 1024;
/** What may stand in a header, and no more than any server takes. */
const SENDABLE = /^[!-~]{1,4096}$/;
/** Only of this address it is documented what a 404 means. */
const DOCUMENTED_PATH = '/v2/account/api-keys';

/** What the Ideogram API makes of a key. */
export interface KeyAnswer {
  /** `unknown` where it could not be asked, or said nothing of the key. */
  answer: 'accepted' | 'refused' | 'unknown';
  /** Such as `api.ideogram.ai answers 401`. */
  words: string;
}

/**
 * Asks the Ideogram API whether it takes a key. Nothing is generated, and
 * nothing billed. It has as long as a probe, for an API that accepts the
 * connection and never answers must not keep the target busy.
 */
export async function askIdeogramAboutKey(
  { ideogram, probes }: Pick<Target, 'ideogram' | 'probes'>,
  apiKey: string,
  { signal }: { signal: AbortSignal },
): Promise<KeyAnswer> {
  if (!SENDABLE.test(apiKey)) {
    return {
      answer: 'refused',
      words:
        'the key was not sent, for it is empty, too long, or holds what no request can carry, such as a line break',
    };
  }
  const url = ideogram.baseUrl.replace(/\/+$/, '') + ideogram.verifyPath;
  const place = hostAndPath(url);
  try {
    const answer = await fetchText(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(probes.timeoutMs)]),
      maxBytes: MAX_BYTES,
      headers: { 'Api-Key': apiKey },
      accept: 'application/json',
    });
    const { answer: judgement, what } = judge(answer, ideogram.verifyPath);
    return { answer: judgement, words: `${place} ${what}` };
  } catch (error) {
    const what =
      error instanceof UpstreamError ? error.fault : "can't be asked";
    return { answer: 'unknown', words: `${place} ${what}` };
  }
}

/** `what` follows the name of who answered. */
type Judgement = Pick<KeyAnswer, 'answer'> & { what: string };

const accepted = (what: string): Judgement => ({ answer: 'accepted', what });
const refused = (what: string): Judgement => ({ answer: 'refused', what });
const unknown = (what: string): Judgement => ({ answer: 'unknown', what });

function judge(answer: TextAnswer, verifyPath: string): Judgement {
  const { status } = answer;
  const hasData = isData(answer);
  // A proxy on the way refuses too, and does it with a page.
  if (!hasData && isPage(answer)) return unknown(fault.webPage);
  switch (status) {
    case 401:
      return refused('answers 401: it does not know the key');
    case 403:
      return refused('answers 403: the key has no access');
    case 402:
      return accepted(
        "answers 402: it knows the key, but the credit is used up, or the plan's limit is reached",
      );
    case 404:
      return hasData && verifyPath === DOCUMENTED_PATH
        ? accepted(
            'answers 404, as it does for a good key without access to billing',
          )
        : unknown(fault.status(404));
    case 200:
      return hasData ? accepted('accepts the key') : unknown(fault.notJson);
    default:
      return unknown(fault.status(status));
  }
}
