import { MASK, type Masked } from './mask';

/**
 * Words that name a secret where a value follows. Plurals are no such names:
 * "tokens: 12" is a count.
 */
const NAMES = [
  'authorization',
  '(?:set-)?cookie',
  'pass(?:word|wd|phrase)',
  'pwd',
  'secret(?:[-_ ]?access)?(?:[-_ ]?key)?(?:[-_]?base)?',
  'token',
  'api[-_ ]?key',
  '(?:access|private|signing|encryption|account|shared)[-_ ]?key',
  '(?:x-amz-)?signature',
  '(?<=[?&])sig',
].join('|');

/** The longer forms first: `"name": `, `name=`, `name => `, `'name', ` and `name: X, value: `. */
const SEPARATOR = [
  String.raw`\\{0,7}["'],\s{0,40}\\{0,7}["']value\\{0,7}["'][ \t]{0,8}:`,
  String.raw`\\{0,7}["']?,?\s{1,40}value:`,
  String.raw`(?:\\{0,7}["'])[ \t]{0,8}(?:=>|[:=,])`,
  String.raw`[ \t]{0,4}(?:=>|:=|=(?!=)|:(?!:)|%3D)`,
].join('|');

const NAMED = new RegExp(
  String.raw`(${NAMES})(?:[-_]?\d{1,3})?(?:${SEPARATOR})[ \t]{0,8}\[{0,2}|(?<![\w-])--(?:[a-z0-9]{1,20}-){0,4}(password|secret|token|api-?key)[ \t]{1,8}(?=[^-\s])`,
  'gi',
);

const SCHEME = /^(?:bearer|basic|token|apikey|negotiate) +(?=\S)/i;
const WHOLE_LINE = /^(?:authorization|(?:set-)?cookie)$/i;
const PASSWORD = /^pass/i;
/** Names that stand in prose too: "invalid token: expired". */
const IN_PROSE = /^(?:token|signature|(?:api|access)[-_ ]?key)$/i;
const WORD_OR_NUMBER = /^(?:[a-z]{1,20}|\d{1,5}|[^A-Za-z0-9]{1,3})$/;
const NOTHING =
  /^(?:|null|nil|none|undefined|true|false|\*+|<[a-z ]+>|\$\{?\w+\}?)$/i;

/** Where the value ends that was opened by `quote` with so many backslashes. */
function closingQuote(
  text: string,
  from: number,
  lineEnd: number,
  quote: string,
  backslashes: number,
): number {
  let before = 0;
  for (let index = from; index < lineEnd; index += 1) {
    if (text[index] === quote && before === backslashes) {
      return index - backslashes;
    }
    before = text[index] === '\\' ? before + 1 : 0;
  }
  return lineEnd;
}

/** What one name was found in front of. */
interface Candidate {
  name: string;
  /** From the name to where the value begins. */
  separator: string;
  /** Where the value begins. */
  from: number;
  /** Where its line ends. */
  lineEnd: number;
  /** True where nothing but a key stands before the name on its line. */
  alone: boolean;
}

/** Unquoted values end where the next field, the tag or the quote begins. */
const STOP = /[\s"'`&<]/g;

function unquotedEnd(text: string, from: number, lineEnd: number): number {
  STOP.lastIndex = from;
  let end = Math.min(STOP.exec(text)?.index ?? text.length, lineEnd);
  while (end > from && ',;)}]\\'.includes(text[end - 1])) end -= 1;
  return end;
}

function valueSpan(
  text: string,
  { name, separator, from, lineEnd, alone }: Candidate,
): { from: number; to: number; quoted: boolean } {
  const opening = /^(\\{0,7})(["'`])/.exec(text.slice(from, from + 8));
  if (opening) {
    const start = from + opening[0].length;
    const [, { length: backslashes }, quote] = opening;
    const to = closingQuote(text, start, lineEnd, quote, backslashes);
    return { from: start, to, quoted: true };
  }
  const scheme = SCHEME.exec(text.slice(from, from + 20))?.[0].length ?? 0;
  const start = from + scheme;
  if (WHOLE_LINE.test(name) && scheme === 0) {
    const quote = text.slice(start, lineEnd).search(/["']/);
    const to = quote === -1 ? lineEnd : start + quote;
    return { from: start, to, quoted: false };
  }
  // A password of several words, as YAML allows it.
  if (alone && PASSWORD.test(name) && /: +$/.test(separator)) {
    return { from: start, to: lineEnd, quoted: false };
  }
  return { from: start, to: unquotedEnd(text, start, lineEnd), quoted: false };
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

function isInnocent(value: string, quoted: boolean, found: Candidate): boolean {
  if (NOTHING.test(value)) return true;
  return (
    !quoted &&
    IN_PROSE.test(found.name) &&
    /:[ \t]+$/.test(found.separator) &&
    WORD_OR_NUMBER.test(value)
  );
}

const KEY_ALONE = /(?:^|\n)[ \t-]*[\w.-]*$/;
const LONGEST_KEY = 64;

function standsAlone(text: string, index: number): boolean {
  const from = Math.max(0, index - LONGEST_KEY);
  const before = text.slice(from, index);
  return (from === 0 || before.includes('\n')) && KEY_ALONE.test(before);
}

/** Replaces what follows the name of a secret, as header, field or flag. */
export function maskNamedValues(text: string): Masked {
  const kept: string[] = [];
  let position = 0;
  let masked = 0;
  let lineEnd = -1;
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(text); match; match = NAMED.exec(text)) {
    const from = NAMED.lastIndex;
    // Looked up once per line: one line can be the whole text.
    if (lineEnd < from) {
      const found = text.indexOf('\n', from);
      lineEnd = found === -1 ? text.length : found;
    }
    const candidate: Candidate = {
      name: match[1] ?? match[2],
      separator: match[0],
      from,
      lineEnd,
      alone: standsAlone(text, match.index),
    };
    if (beginsInnocently(text, candidate)) continue;
    const span = valueSpan(text, candidate);
    const value = text.slice(span.from, span.to);
    if (isInnocent(value, span.quoted, candidate)) continue;
    kept.push(text.slice(position, span.from), MASK);
    masked += 1;
    position = span.to;
    NAMED.lastIndex = position;
  }
  kept.push(text.slice(position));
  return { text: kept.join(''), masked };
}
