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
const LONGEST_LOOKED_AT = 2_048;

/** The HTTP status, 400 to 599, that a line of a log names in a usual form. */
export function httpStatusOf(text: string): number | undefined {
  const start = text.slice(0, LONGEST_LOOKED_AT);
  if (!/[45]\d\d/.test(start)) return undefined;
  for (const form of FORMS) {
    const match = form.exec(start);
    if (match) return Number(match[1]);
  }
  return undefined;
}
