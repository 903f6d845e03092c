import { z } from 'zod';
import { oneLine } from '../format/text';

/** @public */
export const errorClassSchema = z.enum([
  'authentication',
  'billing',
  'rate-limited',
  'vendor-fault',
  'network',
  'unclassified',
  'none',
]);

/**
 * What kind of error the Ideogram API answers with, by what has to be done
 * about it.
 *
 * @public
 */
export type ErrorClass = z.infer<typeof errorClassSchema>;

/**
 * Words that integrations use as the label of their error series, small and
 * without signs; a trailing "error" or "exception" does not matter.
 */
const WORDS: Record<Exclude<ErrorClass, 'none'> | 'blocked', string> = {
  authentication:
    'auth authentication authorization unauthorized unauthorised unauthenticated forbidden permission permissiondenied accessdenied invalidkey invalidapikey apikey badkey keyrevoked credential credentials invalidcredentials',
  billing:
    'billing payment paymentrequired quota quotaexceeded insufficientfunds insufficientcredit insufficientcredits nocredit nocredits outofcredit outofcredits credit credits balance dailylimit planlimit spendinglimit',
  'rate-limited':
    'ratelimit ratelimited ratelimitexceeded ratelimiting throttle throttled throttling toomanyrequests inflightlimit concurrencylimit',
  'vendor-fault':
    'server servererrors internal internalserver serverfault vendor upstream api ideogram serviceunavailable unavailable badgateway gatewaytimeout overloaded 5xx',
  network:
    'network networking io ioerror eof aborterror httprequest webclientrequest resourceaccess taskcanceled deadline unknownhost timeout timedout connect connection connectionrefused connectionreset connectiontimeout connecttimeout readtimeout requesttimeout dns socket tls ssl certificate fetch fetchfailed offline unreachable aborted econnrefused econnreset econnaborted enotfound etimedout eaiagain epipe ehostunreach enetunreach 0 000',
  unclassified:
    'client badrequest invalid invalidinput invalidrequest validation notfound unknown other 4xx',
  blocked:
    'blocked safety safetyblocked safetyfilter safetyviolation unsafe imageunsafe unsafeimage moderation moderated contentfilter contentfiltered contentpolicy contentpolicyviolation policyviolation nsfw prohibited promptblocked promptrejected promptrefused unprocessable unprocessableentity',
};

const CLASS_OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([errorClass, words]) =>
    words
      .split(' ')
      .map(word => [word, errorClass as ErrorClass | 'blocked'] as const),
  ),
);

const CLASS_OF_STATUS: [from: number, to: number, ErrorClass | 'blocked'][] = [
  [401, 401, 'authentication'],
  [402, 402, 'billing'],
  [403, 403, 'authentication'],
  [422, 422, 'blocked'],
  [429, 429, 'rate-limited'],
  [500, 599, 'vendor-fault'],
];

const HTTP_STATUS = /^(?:http|status|code)*([1-5]\d\d)(?!\d)/;
/** Of errors; all that exist, and those that proxies have added. */
const STATUS_IN_WORDS =
  /(?<![\w.])(?:\w*?(?:error|exception|status|code|http|response)_?|e(?:rr_?)?)?(4(?:0\d|1[0-8]|2[1-689]|31|51)|5(?:0[0-8]|1[01]|2\d|30|98|99))(?![\w.%]|\s*(?:ms|s|sec|seconds|px|bytes|x)\b)/g;
const NOT_A_STATUS = /(?:time-?d?\s?out|after|within|line|port|size)\W*$/;

function classOfStatus(status: number): ErrorClass | 'blocked' {
  const row = CLASS_OF_STATUS.find(
    ([from, to]) => status >= from && status <= to,
  );
  return row?.[2] ?? 'unclassified';
}

/**
 * What libraries name their errors after, in what is left of a label without
 * signs. Nothing is taken for blocked that way: blocked is no error, and an
 * error must not pass for it.
 */
const PATTERNS: [RegExp, ErrorClass][] = [
  [
    /insufficient(?:quota|credit|fund|balance)|quotaexceeded|paymentrequired|billing|outofcredit|credit(?:balance|s?exhausted)|(?:spend|usage|budget)(?:ing)?limit/,
    'billing',
  ],
  [
    /ratelimit|toomanyrequests|throttl|throughputexceeded|resourceexhausted|slowdown/,
    'rate-limited',
  ],
  [
    /unauthori[sz]ed|notauthori[sz]ed|unauthenticated|authentication|forbidden|accessdenied|permissiondenied|apikey|jwtexpired|invalid(?:token|key|credential|signature)|(?:expired|revoked)(?:token|key)|(?:token|key)(?:expired|revoked)|credentials/,
    'authentication',
  ],
  [
    /serviceunavailable|badgateway|errbadresponse|gatewaytimeout|bad(?:upstream)|internalserver|internalfailure|serv(?:er|ice)(?:internal)?(?:error|fault)|overloaded|statuscode(?:unavailable|internal)/,
    'vendor-fault',
  ],
  [
    /timeout|timedout|deadlineexceeded|(?:unknown|nosuch|norouteto)host|hostunreachable|nameresolution|getaddrinfo|nxdomain|servfail|dns|connect(?:ion|or)?(?:error|refused|reset|closed|aborted|timeout|failed|$)|connection|disconnect|socket|brokenpipe|endofstream|unexpectedeof|incompleteread|protocolerror|proxyerror|handshake|ssl|x509|certificate|selfsignedcert|cert(?:has)?expired|^errtls|fetchfailed|failedtofetch|gaierror|eproto|networkerror|econn|ehost|enet|eaiagain|etimedout|epipe/,
    'network',
  ],
];

function classOfStatusInWords(label: string) {
  for (const match of label.matchAll(STATUS_IN_WORDS)) {
    if (!NOT_A_STATUS.test(label.slice(0, match.index))) {
      return classOfStatus(Number(match[1]));
    }
  }
  return undefined;
}

/** `UnknownHostException` of `java.net.UnknownHostException`. */
const lastPart = (label: string) =>
  label.split(/[:.$\\/]/).findLast(part => /[a-z]/.test(part)) ?? label;

/** Small and without signs, also without what only says that it is an error. */
function wordsOf(label: string): string[] {
  const squashed = label.replace(/[^a-z0-9]/g, '');
  const word = squashed.replace(/(?:errors?|exception|failure|failed)$/, '');
  const bare = squashed.replace(/^(?:https?|status|code|err(?:or)?)+/, '');
  return [squashed, word, bare];
}

/** More is prose, and not the name of an error. */
const MAX_LABEL = 300;

/**
 * The class of an error by the label of its series: an HTTP status, also with
 * words around it, or a word. `blocked` is an image or a prompt that the
 * safety filter refused: no error of anybody. What no table knows is
 * `unclassified`.
 *
 * @param more - label values beyond the built-in table, which they overrule;
 * upper and lower case are the same.
 * @public
 */
export function classifyErrorType(
  errorType: string,
  more: Record<string, ErrorClass> = {},
): ErrorClass | 'blocked' {
  const label = errorType.trim().toLowerCase();
  const own = Object.entries(more).find(
    ([value]) => value.trim().toLowerCase() === label,
  );
  if (own) return own[1];
  const squashed = label.replace(/[^a-z0-9]/g, '');
  const status = HTTP_STATUS.exec(squashed);
  if (status) return classOfStatus(Number(status[1]));
  const short = label.slice(0, MAX_LABEL);
  const inWords = classOfStatusInWords(short);
  if (inWords) return inWords;
  const words = [...wordsOf(short), ...wordsOf(lastPart(short))];
  for (const word of words) {
    const errorClass = CLASS_OF_WORD.get(word);
    if (errorClass) return errorClass;
  }
  const [, errorClass] =
    PATTERNS.find(([pattern]) => pattern.test(squashed)) ?? [];
  return errorClass ?? 'unclassified';
}

const IS_HTTP_STATUS = /^[1-5]\d\d$/;
const MAX_TYPE_LENGTH = 40;

function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/**
 * Labels of error series as they follow a verb or a number: HTTP statuses are
 * what something fails with, `with 503 or 500`; words are names that the
 * integration gave and stand beside the sentence, `(timeout)`.
 *
 * @public
 */
export function errorTypesInWords(errorTypes: readonly string[]): string {
  if (errorTypes.length === 0) return '';
  const labels = oneOf(errorTypes.map(type => oneLine(type, MAX_TYPE_LENGTH)));
  return errorTypes.every(type => IS_HTTP_STATUS.test(type))
    ? `with ${labels}`
    : `(${labels})`;
}
