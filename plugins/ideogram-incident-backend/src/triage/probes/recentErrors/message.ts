const STATUS = '([45]\\d{2})(?![\\d.])';
const KEY = '["\']?\\s*[=:]\\s*["\']?';
const REASON =
  'unauthorized|payment required|forbidden|not found|request timeout|conflict|gone|payload too large|unprocessable|too many requests|internal server error|not implemented|bad gateway|service unavailable|gateway time-?out|bad request|(?:server|client) error';
const VERB =
  'answer(?:s|ed)?|respond(?:s|ed)?|return(?:s|ed)?|replie[sd]|got|received|failed with|fail(?:ed|s)?:?|error|code|response';

/** In order: what the upstream said is more than what we made of it. */
const FORMS = [
  `(?:upstream|ideogram|vendor|remote|api|response|resp)[_.-]?(?:api[_.-]?)?(?:http[_.-]?)?status(?:[_.-]?code)?${KEY}${STATUS}`,
  `(?:status|status[_.-]?code|http[_.-]?code|response[_.-]?code)${KEY}${STATUS}`,
  `\\bstatus(?: code)?(?: of| is| was)? ${STATUS}`,
  `\\bhttp(?:/\\d(?:\\.\\d)?)?[\\s:=/-]{1,3}(?:(?:status|error|code)[\\s:=]{1,2}){0,2}${STATUS}`,
  `(?<![\\d.])${STATUS}[\\s:,)-]{1,3}(?:${REASON})\\b`,
  `\\b(?:${VERB})(?: (?:with|by|an?|was|is|the|http|status|code|of)){0,4}[\\s:=(]{1,3}${STATUS}(?!\\s*(?:%|m?s\\b|sec|minutes|[kmg]?i?b\\b|bytes|items|times|requests|retries|images|lines|rows|pods))`,
].map(form => new RegExp(form, 'i'));

/** Where a status stands, it stands near the start. */
const MAX_SEARCHED_LENGTH = 2_048;

/** The HTTP status, 400 to 599, that a line of a log names in a usual form. */
export function httpStatusOf(text: string): number | undefined {
  const start = text.slice(0, MAX_SEARCHED_LENGTH);
  if (!/[45]\d\d/.test(start)) return undefined;
  for (const form of FORMS) {
    const match = form.exec(start);
    if (match) return Number(match[1]);
  }
  return undefined;
}

const MESSAGE_KEYS = ['msg', 'message', 'event', 'log'];
const ERROR_KEYS = ['err', 'error', 'exception', 'reason'];

type Fields = Record<string, unknown>;

function fieldsOf(text: string): Fields | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

function first(fields: Fields, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (isText(value)) return value;
    const nested = (value as { message?: unknown } | null | undefined)?.message;
    if (isText(nested)) return nested;
  }
  return undefined;
}

/** What a line says: of JSON its message and its error, otherwise all of it. */
export function messageOf(text: string): string {
  const fields = fieldsOf(text);
  if (!fields) return text;
  const message = first(fields, MESSAGE_KEYS);
  const error = first(fields, ERROR_KEYS);
  if (!message || !error || message.includes(error)) {
    return message ?? error ?? text;
  }
  return `${message}: ${error}`;
}

const LEADING_TIME =
  /^[[(]?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z| ?[+-]\d{2}:?\d{2})?[\])]?[\s|-]*/;
const TIME =
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g;
const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g;
const WORD = /[\w-]+/g;
/** `sha256`, `ideogram-v3` and `1500ms` say more than an id. */
const TELLING_WORD = /^(?:[a-z]+(?:[_-][a-z]+)*[_-]?\d{1,3}|\d+[a-z]{1,3})$/i;
const MIN_ID_LENGTH = 6;
const NUMBER = /(?<![\w<])-?\d+(?:[.,:]\d+)*/g;

/** Letters and digits mixed, as no word of a language has them. */
function isId(word: string): boolean {
  return (
    word.length >= MIN_ID_LENGTH &&
    /\d/.test(word) &&
    /[a-z]/i.test(word) &&
    !TELLING_WORD.test(word)
  );
}

/**
 * A message without what differs from one occurrence to the next; its HTTP
 * status stays.
 */
export function normalise(message: string, httpStatus?: number): string {
  const kept = String(httpStatus);
  return message
    .replace(LEADING_TIME, '')
    .replace(TIME, '<time>')
    .replace(UUID, '<id>')
    .replace(ADDRESS, '<address>')
    .replace(WORD, word => (isId(word) ? '<id>' : word))
    .replace(NUMBER, number => (number === kept ? number : '<n>'))
    .replace(/\s+/g, ' ')
    .trim();
}
