import { errorIn, fieldsOf, messageIn } from './fields';

/** Those that exist: of the registry, and of Nginx, Cloudflare and AWS. */
const EXISTS =
  /^(?:40\d|41[0-8]|42[1-689]|431|444|451|499|50[0-8]|51[01]|52[0-79]|530)$/;
/** A number that stands by itself: `512x512`, `500ms` and `443:80` do not. */
const STATUS = String.raw`([45]\d{2})(?![\w%×]|[.,:/*-]\d|[./:]\w)`;
const KEY = String.raw`["']?\s*[=:]\s*["']?`;
const REASON =
  'unauthorized|payment required|forbidden|not found|request timeout|conflict|gone|payload too large|unprocessable|too many requests|internal server error|not implemented|bad gateway|service unavailable|gateway time-?out|bad request|(?:server|client) error';
const VERB =
  'answer(?:s|ed)?|respond(?:s|ed)?|return(?:s|ed)?|replie[sd]|got|received|failed with|fail(?:ed|s)?:?|[\\w.]{0,60}(?:error|exception)|code|response';
/**
 * What may follow a status in prose. Anything else is what the number counts:
 * "got 500 rows".
 */
const THEN = String.raw`(?=\s*(?:$|[^\w\s])|\s+(?:${REASON}|status|error|response|from|for|on|at|by|to|in|of|with|while|when|after|before|because|and|or|but|then|is|was|again|twice|instead|\S*(?=[a-z]*[\d_=/:-])\S+)(?!\w))`;

/** In order: what the upstream said is more than what we made of it. */
const FORMS = [
  `(?:upstream|ideogram|vendor|remote|api|response|resp)[_.-]?(?:api[_.-]?)?(?:http[_.-]?)?status(?:[_.-]?code)?${KEY}${STATUS}`,
  `(?:status|status[_.-]?code|http[_.-]?code|response[_.-]?code)${KEY}${STATUS}`,
  String.raw`\bstatus(?: code)?(?: of| is| was)? ${STATUS}`,
  String.raw`\bhttp(?:/\d(?:\.\d)?)?[\s:=/-]{1,3}(?:(?:status|error|code)[\s:=]{1,2}){0,2}${STATUS}${THEN}`,
  String.raw`(?<![\w.:/#$-])${STATUS}[\s:,()\]-]{1,3}(?:${REASON})\b`,
  String.raw`(?<!\bexit(?:ed)? (?:with )?)\b(?:${VERB})(?: (?:with|by|an?|was|is|the|http|status|code|of)){0,4}[\s:=(]{1,3}${STATUS}${THEN}`,
].map(form => new RegExp(form, 'gi'));

/** `expected 512 rows, got 500` compares sizes, `expected 200, got 500` statuses. */
const COMPARED = /\b(?:expect(?:s|ed|ing)?|wanted|instead of)\b\D{0,20}(\d+)/i;

function comparesOther(text: string): boolean {
  const other = COMPARED.exec(text)?.[1];
  return other !== undefined && !/^[123]\d\d$/.test(other);
}

/** Where a status stands, it stands near the start. */
const MAX_SEARCHED_LENGTH = 2_048;

/** The HTTP status, 400 to 599, that a line of a log names in a usual form. */
export function httpStatusOf(text: string): number | undefined {
  const start = text.slice(0, MAX_SEARCHED_LENGTH);
  if (!/[45]\d\d/.test(start)) return undefined;
  for (const [index, form] of FORMS.entries()) {
    for (const { 1: status } of start.matchAll(form)) {
      const isProse = index === FORMS.length - 1;
      if (EXISTS.test(status) && !(isProse && comparesOther(start))) {
        return Number(status);
      }
    }
  }
  return undefined;
}

/** What a line says: of JSON its message and its error, otherwise all of it. */
export function messageOf(text: string): string {
  const fields = fieldsOf(text);
  if (!fields) return text;
  const message = messageIn(fields);
  const error = errorIn(fields);
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
