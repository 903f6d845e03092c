import { eachMatch, MASK, type Finder, type Span } from './span';

const MAX_KEY_LENGTH = 64;
const BEFORE_KEY =
  'api|access|private|signing|encryption|account|shared|subscription|functions?|master|license|consumer|application|app|client|server|deploy|ssh|auth|storage|service|webhook|hmac|crypto|cipher|aes|jwt|admin';
/**
 * Words that name a secret where a value follows. Plurals are no such names:
 * "tokens: 12" is a count. Each begins with letters that are looked for; what
 * may stand before them is looked at behind.
 */
const NAMES = [
  'authorization',
  'cookie',
  'pass(?:word|wd|phrase|code|wort)',
  'secret(?:[-_ ]?access)?(?:[-_ ]?key)?(?:[-_]?base)?',
  'token',
  'signature',
  '(?<=(?:client|user|aws|git|db)[-_]?)credentials?',
];
const SHORT_NAMES = [
  '(?<=[a-z0-9][-_])pass',
  'pwd',
  `(?<=(?:${BEFORE_KEY})[-_ ]?)key`,
  '(?<=[?&])sig',
  '(?<=(?:redis(?:cli)?|http|proxy|npm|x)[-_])auth',
];
const SUFFIX =
  '(?:[-_]?(?:\\d{1,3}|value|string|text|plain(?:text)?|b64|base64|hash))?';
/** Two, for an engine skips more of a text for the long ones. */
const NAMED = [NAMES, SHORT_NAMES].map(
  names => new RegExp(`(?:${names.join('|')})${SUFFIX}(?![a-z0-9])`, 'gi'),
);

/** Quotes as they are, escaped, and as JSON, XML and addresses write them. */
const QUOTE =
  '(?:\\\\{0,7}["\'`]|\\\\{1,8}u00(?:22|27)|\\\\{1,8}x2[27]|&(?:quot|apos|#3[49]|#x2[27]);|%2[27])';
const COLOUR = '(?:\\x1b\\[[\\d;]{0,12}m){0,3}';
const GAP = '[ \\t]{0,8}';
/** Line breaks too, where what stands before or behind leaves no doubt. */
const WIDE_GAP = '(?:\\s|\\\\{1,7}[nt]){0,40}';
const VALUE = '(?:value|string(?:value)?|plaintext|content|s)';

/**
 * What stands between a name and its value: as a pair, as a list, as a record
 * with name and value, as an element, after a flag.
 */
const SEPARATORS = [
  `${QUOTE}?[,;]?\\s{1,40}${QUOTE}?value${QUOTE}?${GAP}[:=]`,
  `${QUOTE}[,;]${WIDE_GAP}${QUOTE}value${QUOTE}${GAP}[:=]`,
  `${QUOTE}?(?:(?::["\\w\\\\]{1,40}){0,2}\\])?${COLOUR}${GAP}(?:=>|:=|->|=(?!=)|:(?!:)|%3[ad])`,
  `${QUOTE},(?=${WIDE_GAP}[&bur]{0,2}${QUOTE}|${WIDE_GAP}[\\[({])`,
];
/** What stands around a value, as languages print it. */
const WRAPPERS = [
  COLOUR.replace('{0,3}', '{1,3}'),
  '\\[\\](?:string|byte|uint8|any|interface ?\\{\\})[({]',
  `\\[{1,2}(?=${WIDE_GAP}[bur]?${QUOTE})${WIDE_GAP}`,
  '\\[{1,2}(?!\\])',
  `\\((?=${WIDE_GAP}&?[bur]?${QUOTE})${WIDE_GAP}`,
  `(?:Some|Just|Optional|Ok|Right|Present|Secret)(?:[(\\[]|[ \\t](?=${QUOTE}))`,
  `&?\\*?[A-Za-z_][\\w.:<>]{0,60}[({](?:${GAP}\\w{1,20}${GAP}[:=]${GAP})?(?=&?[bur]?${QUOTE})`,
  `\\{${WIDE_GAP}${QUOTE}?${VALUE}${QUOTE}?${GAP}[:=]`,
  `\\s{0,40}string\\(\\d{1,6}\\)${GAP}`,
  'array ?(?:\\(\\d+\\) ?)?[({]\\s{0,40}\\[0\\] ?=>',
  'array\\s{1,40}\\(\\s{1,40}\\[0\\] =>',
  '\\{(?=[^\\s{}"\':,]{0,64}\\d[^\\s{}"\':,]{0,64}\\})',
  '!!?\\w{1,20} ',
  '[bur]{1,2}(?=["\'])',
  '&(?=["\'])',
];
const AFTER_NAME = new RegExp(
  `(?:${SEPARATORS.join('|')})((?:${GAP}(?:${WRAPPERS.join(
    '|',
  )})){0,4})(?:\\s{0,40}(?=[bur]?${QUOTE})|[ \\t]{0,40})`,
  'iy',
);
/** `<apiKey>S</apiKey>`, `<entry key="password">S</entry>`, also escaped. */
const ELEMENT =
  /(?:[^<>\n]{0,200}(?<!\/)>|(?:(?!&[lg]t;)[^<>\n]){0,200}&gt;)\s{0,40}(?:<!\[CDATA\[)?([^<\n]{1,4096}?)\s{0,40}(?:\]\]>)?(?:<|&lt;)\//iy;
const IN_TAG = /(?:<|&lt;)[\w:.-]*(?:\s[^<>\n]{0,200})?$/;
/** `password: |` and lines that are further in. */
const BLOCK =
  /:[ \t]+[|>][-+]?\d?[ \t]*\r?\n(([ \t]+)[^\n]*(?:\n\2[^\n]*){0,40})/y;
const FLAG = /(?<![\w-])--(?:[a-z0-9]{1,20}-){0,4}$/i;
const FLAG_GAP = /[ \t]{1,8}(?=[^-\s])|["'],\s{0,40}(?=["'])/y;
/** `ENV API_KEY S`, `setenv`, SQL, `.netrc`. */
const WORD_BEFORE =
  /(?:^|\s)(?:env|setenv|set|login \S{1,64}|with|user \S{1,64}|\S{1,64} identified by) {1,4}[\w-]{0,64}$/i;
const WORD_GAP =
  /[ \t]{1,8}(?=[^\s=:"'([{,;.]*[^\sa-z=:"'([{,;.]\S*)|[ \t]{1,4}(?=')/y;
/** `ApiKey("S")`, `ApiKey { value: "S" }` of Rust; `getToken("S")` is a call. */
const TYPE = /(?<![\w.])(?:[A-Z][a-z]*)*$/;
const TYPE_GAP = /(?:\(\s{0,4}|[ ]?\{\s{0,4}\w{1,20}:\s{0,4})(?=&?b?["'])/y;
/** `"error":"invalid_token","next"`: what has a name itself is none. */
const NAMED_ITSELF = /[:=]\s{0,8}\\{0,7}["'][\w -]{0,64}$/;
/** `[api-key, S]` of .NET, `{:api_key, "S"}` of Elixir. */
const ENTRY = /(?:[[(]|\{:)[\w-]{0,64}$/;
const ENTRY_GAP = /,[ \t]{1,4}(?=[^\s\])}]{4,256}[\])}])/y;
/** `password "S"` in files of settings; a word in quotes may be a name. */
const SETTING = /^(?:pass|pwd|key)/i;
const SETTING_GAP = /[ \t]{1,4}(?=(["'])(?=[^"'\s]*\d)[^"'\s]{8,256}\1)/y;

const SCHEME =
  /^(?:bearer|basic|token|apikey|negotiate|ntlm|key|dpop|ssws|splunk|genie[- ]?key) +(?=\S)/i;
const WHOLE_LINE = /^(?:authorization|cookie)/i;
const PARAMETERS = /^(?:digest|oauth|hawk) /i;
const PASSWORD = /^pass/i;
/** Names that stand in prose too: "invalid token: expired". */
const IN_PROSE = /^(?:token|signature|pass|key)$/i;
const NAME_IN_PROSE =
  /(?:^|[\s"'([:])[A-Za-z]?[a-z]{2,}[ \t]+["']?[\w.*&-]{0,30}(?:api |access |private |client |signing )?$/;
const WORD_OR_NUMBER = /^(?:[a-z]{1,20}|\d{1,5}|[^A-Za-z0-9]{1,3})$/;
/** How a cause goes on: with words, the name of a part, an address. */
const CAUSE =
  /^(?:[A-Za-z][a-z'’-]{0,24}[.,;!?]?|[A-Z]{1,12}|\d{1,5}|[^A-Za-z0-9]{1,3}|https?:\/\/\S*|\/\S*|[\w./$-]+:|(?:[a-z]+\.)*(?:[A-Z][a-z]+){2,}(?:Exception|Error|Failure)?)$/;
const MORE_WORDS = /^ [a-z]{2,}(?= |$)/;
const NOTHING =
  /^(?:|null|nil|none|undefined|true|false|empty|unset|missing|\*+|\*+\w{1,4}|x{3,}|\.{3}|<[a-z_ -]+>|\$\{?\w+\}?|\$\{\{[^}]*\}\}|\{\{[^}]*\}\}|%[a-z]|\{\d?\}|[[(<]?(?:redacted|filtered|hidden|masked|secret)[\])>]?|process\.env\.\w+|os\.environ\S*)$/i;

/** What one name was found in front of. */
interface Candidate {
  name: string;
  /** Where the name begins. */
  index: number;
  /** From the name to where the value begins. */
  separator: string;
  /** Where the value begins. */
  from: number;
  /** Where its line ends. */
  lineEnd: number;
}

interface ValueSpan {
  from: number;
  to: number;
  quoted: boolean;
}

/** Where the value ends that was opened by a quote, escaped or not. */
function closingQuote(
  text: string,
  from: number,
  lineEnd: number,
  quote: string,
): number {
  const letter = quote.slice(-1);
  if (!'"\'`'.includes(letter)) {
    const end = text.indexOf(quote, from);
    return end === -1 || end > lineEnd ? lineEnd : end;
  }
  let before = 0;
  for (let index = from; index < lineEnd; index += 1) {
    if (text[index] === letter && before === quote.length - 1) {
      return index - before;
    }
    before = text[index] === '\\' ? before + 1 : 0;
  }
  return lineEnd;
}

/** Unquoted values end where the next field, the tag or the quote begins. */
const STOP =
  // eslint-disable-next-line no-control-regex
  /[\0-\x20"'`&<\x7f]|\\{1,4}r\\{1,4}n|\\{1,4}n(?=[\w-]{1,40}[:=]|["']|$)|;(?= ?[A-Za-z][\w .]{0,30}=)|,(?=[A-Za-z][\w.-]{0,40}[=:])|%26|\]\[/g;

function unquotedEnd(text: string, from: number, lineEnd: number): number {
  STOP.lastIndex = from;
  let end = Math.min(STOP.exec(text)?.index ?? text.length, lineEnd);
  while (end > from && ',;)}]\\'.includes(text[end - 1])) end -= 1;
  return end;
}

const OPENING = new RegExp(QUOTE, 'y');
const NUMBERS = /(?:(?:0x)?[0-9a-f]{1,3},? ){3,}(?:0x)?[0-9a-f]{1,3}/iy;
/** A line that goes on in the same text: a header in a dump. */
const END_OF_HEADER = /["']|\\{1,4}r\\{1,4}n/;

function valueSpan(
  text: string,
  { name, index, separator, from, lineEnd }: Candidate,
): ValueSpan {
  OPENING.lastIndex = from;
  const [quote] = OPENING.exec(text) ?? [];
  if (quote) {
    const start = from + quote.length;
    const to = closingQuote(text, start, lineEnd, quote);
    return { from: start, to, quoted: true };
  }
  NUMBERS.lastIndex = from;
  if (/[[{(]/.test(separator.slice(-1)) && NUMBERS.test(text)) {
    return { from, to: NUMBERS.lastIndex, quoted: false };
  }
  const scheme = SCHEME.exec(text.slice(from, from + 20))?.[0].length ?? 0;
  const start = from + scheme;
  const endingAt = (to: number) => ({ from: start, to, quoted: false });
  if (WHOLE_LINE.test(name) && scheme === 0) {
    const isInQuotes = /["']/.test(text[index - 1] ?? '');
    const hasParameters = PARAMETERS.test(text.slice(start, start + 8));
    if (hasParameters && !isInQuotes) return endingAt(lineEnd);
    const end = text.slice(start, lineEnd).search(END_OF_HEADER);
    return endingAt(end === -1 ? lineEnd : start + end);
  }
  // A password of several words, as YAML allows it.
  const isYaml = PASSWORD.test(name) && /: +$/.test(separator);
  return endingAt(
    isYaml && standsAlone(text, index)
      ? lineEnd
      : unquotedEnd(text, start, lineEnd),
  );
}

/** What can be seen of a value by its first letters alone. */
function beginsInnocently(text: string, { name, from }: Candidate): boolean {
  return (
    text[from] === '{' ||
    (/^pwd$/i.test(name) && text[from] === '/') ||
    text.startsWith(MASK, from) ||
    text.startsWith(MASK, from - 1)
  );
}

function isInnocent(
  text: string,
  { from, to, quoted }: ValueSpan,
  { name, index, separator }: Candidate,
): boolean {
  const value = text.slice(from, to);
  if (NOTHING.test(value)) return true;
  if (quoted || !/^[^"']*:[ \t]+$/.test(separator)) return false;
  if (IN_PROSE.test(name) && WORD_OR_NUMBER.test(value)) return true;
  const [first] = value.split(' ', 1);
  if (!CAUSE.test(first)) return false;
  const before = text.slice(Math.max(0, index - MAX_KEY_LENGTH), index);
  return (
    NAME_IN_PROSE.test(before) ||
    (/^secret$/i.test(name) && MORE_WORDS.test(text.slice(to, to + 24)))
  );
}

const LINE_END = /[\n\r]/g;
const KEY_ALONE = /(?:^|[\n\r])[ \t-]*[\w.-]*$/;

/** Nothing but a key stands before the name on its line. */
function standsAlone(text: string, index: number): boolean {
  const from = Math.max(0, index - MAX_KEY_LENGTH);
  const before = text.slice(from, index);
  return (from === 0 || /[\n\r]/.test(before)) && KEY_ALONE.test(before);
}

function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Where the value stands that belongs to a name, if one does. */
function spanOf(
  text: string,
  name: string,
  index: number,
  lineEndAfter: (from: number) => number,
): { from: number; to: number } | undefined {
  const end = index + name.length;
  const before = text.slice(Math.max(0, index - 2 * MAX_KEY_LENGTH), index);
  const block = matchAt(BLOCK, text, end);
  if (block) {
    const to = end + block[0].length;
    const from = to - block[1].trimStart().length;
    return text.startsWith(MASK, from) ? undefined : { from, to };
  }
  const joint =
    matchAt(AFTER_NAME, text, end) ??
    (FLAG.test(before) ? matchAt(FLAG_GAP, text, end) : null) ??
    (ENTRY.test(before) ? matchAt(ENTRY_GAP, text, end) : null) ??
    (/^[A-Z]/.test(name) && TYPE.test(before)
      ? matchAt(TYPE_GAP, text, end)
      : null) ??
    (WORD_BEFORE.test(before) ? matchAt(WORD_GAP, text, end) : null) ??
    (SETTING.test(name) ? matchAt(SETTING_GAP, text, end) : null);
  if (!joint) {
    const element = IN_TAG.test(before) && matchAt(ELEMENT, text, end);
    if (!element || NOTHING.test(element[1]) || element[1] === MASK) {
      return undefined;
    }
    const from = end + element[0].lastIndexOf(element[1]);
    return { from, to: from + element[1].length };
  }
  if (/^[^\w:=]{1,8},[^:=]*$/.test(joint[0]) && NAMED_ITSELF.test(before)) {
    return undefined;
  }
  const from = end + joint[0].length;
  const lineEnd = lineEndAfter(from);
  const candidate = { name, index, separator: joint[0], from, lineEnd };
  if (beginsInnocently(text, candidate)) return undefined;
  const span = valueSpan(text, candidate);
  return isInnocent(text, span, candidate) ? undefined : span;
}

/** What follows the name of a secret, as header, field, element or flag. */
export const findNamedValues: Finder = text => {
  const spans: Span[] = [];
  for (const named of NAMED) {
    // Looked up once per line: one line can be the whole text.
    let lineEnd = -1;
    const lineEndAfter = (from: number) => {
      if (lineEnd < from) {
        LINE_END.lastIndex = from;
        lineEnd = LINE_END.exec(text)?.index ?? text.length;
      }
      return lineEnd;
    };
    eachMatch(text, named, ({ 0: name, index }) => {
      const span = spanOf(text, name, index, lineEndAfter);
      if (!span) return;
      const { from, to } = span;
      spans.push({ rule: 'named-value', context: index, from, to });
      named.lastIndex = to;
    });
  }
  return spans;
};
