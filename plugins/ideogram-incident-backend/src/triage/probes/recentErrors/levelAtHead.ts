import {
  levelOfLetter,
  levelOfSyslog,
  levelOfWord,
  type FoundLevel,
  type LogLevel,
} from './levelWords';

/** `<3>` of systemd and the kernel, `<11>1` of syslog. */
const PRIORITY = /^<(\d{1,3})>/;
/** `E1126 12:04:11` of klog, `E20261126 12:04:11` of glog. */
const KLOG = /^([DIWEFC])(?:\d{4}|\d{8}) \d{2}:\d{2}/;
/** `E, [2026-11-26T12:04:11 #7]` of Ruby, `E/Client( 7):` of Android. */
const LETTER_FIRST = /^([DIWEFVT])(?:, \[|\/\w[\w.]{0,60} ?(?:\(|:))/;
/** php-fpm passes it on as a notice of its own. */
const PHP = /\bPHP (?:fatal|parse|recoverable fatal) error\b/i;

function levelAtOnce(text: string): LogLevel | undefined {
  const priority = PRIORITY.exec(text)?.[1];
  if (priority) return levelOfSyslog(Number(priority) % 8);
  const letter = (KLOG.exec(text) ?? LETTER_FIRST.exec(text))?.[1];
  if (letter) return levelOfLetter(letter);
  return PHP.test(text) ? 'error' : undefined;
}

/** A head is times, brackets, names and a level; then the message begins. */
const MAX_HEAD_LENGTH = 160;
/** Such as the host and the program in a line of syslog. */
const MAX_NAMES = 2;

const TOKEN =
  /\[([^[\]]{0,100})\]|\(([^()]{0,60})\)|<([a-z]{1,12})>|[^\s[\]()|<>]+|\|/gi;
const SEPARATOR = /^[|:–—-]+$/;
const TIME =
  /^(?=.*\d)[\d:.,/TZ+-]+$|^\d[\d:.]*[ap]m$|^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|utc|gmt|c?es?t),?$/i;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.,]+(?:Z|[+-][\d:]+)$/;

/** They name as often what a message is about: `log: cannot open`. */
const AMBIGUOUS = /^(?:log|note|default|fine|finer|finest|failure)$/;

const capitals = (word: string) =>
  /^[A-Z]{3,13}$/.test(word) ? levelOfWord(word) : undefined;

/** The first that is found. */
function firstOf<T>(
  items: readonly T[],
  levelOf: (item: T) => LogLevel | undefined,
) {
  for (const item of items) {
    const level = levelOf(item);
    if (level) return level;
  }
  return undefined;
}

/** `[error]`, `[12:04:11 ERR]`, `[proxy:error]`, `[E 261126 12:04:11 web:12]`. */
function levelInBracket(content: string): LogLevel | undefined {
  const parts = content.split(/[\s:/|,.]+/).filter(Boolean);
  const words = parts.filter(part => !/\d/.test(part));
  if (words.length === 1 && !AMBIGUOUS.test(words[0])) {
    return levelOfWord(words[0]) ?? levelOfLetter(words[0]);
  }
  const afterModule = /^[\w-]+:([a-z]{3,9})$/.exec(content)?.[1];
  return (
    firstOf(words, capitals) ??
    levelOfWord(afterModule ?? '') ??
    (/\d/.test(parts[1] ?? '') ? levelOfLetter(parts[0]) : undefined)
  );
}

/** `ERROR`, `ERROR:root:text`, `app.CRITICAL:`, `=ERROR`, `ERR!`, `31|ERROR`. */
function levelInCapitals(token: string): LogLevel | undefined {
  // A path, a quotation, or a pair such as `ERROR=0`.
  if (/^["'/]|[^=]=/.test(token)) return undefined;
  return firstOf(token.split(/[^A-Za-z_]+/), capitals);
}

const NOTHING = /^\s*(?:0+|none|null|nil|no|false)\b(?!\.\d)/i;

/** A word of a level as a sentence has it too, where a message may begin. */
function levelInWords(
  token: string,
  rest: string,
  isAfterIsoTime: boolean,
): LogLevel | undefined {
  const [, word, colon] = /^([a-z]{3,13})(:?)$/i.exec(token) ?? [];
  const level = word && !AMBIGUOUS.test(word) ? levelOfWord(word) : undefined;
  if (!level) return undefined;
  if (colon || /^\s*:(?:\s|$)/.test(rest)) {
    return NOTHING.test(rest) ? undefined : level;
  }
  return isAfterIsoTime || /^\s+[-|]\s/.test(rest) ? level : undefined;
}

/** What no sentence begins with "I" and goes on with. */
const NO_SENTENCE = /^\s+(?:[A-Z[(|]|\S*[\d:./_|])/;

function levelInLetter(token: string, rest: string): LogLevel | undefined {
  return token !== 'I' || NO_SENTENCE.test(rest)
    ? levelOfLetter(token)
    : undefined;
}

/** The level that stands at the head of a line of plain text. */
export function levelAtHead(text: string): FoundLevel | undefined {
  const atOnce = levelAtOnce(text);
  if (atOnce) return { level: atOnce, at: 0 };
  let names = 0;
  /** The token before, where nothing but a head can end with it. */
  let before: 'start' | 'time' | 'iso-time' | 'other' | undefined = 'start';
  for (const match of text.slice(0, MAX_HEAD_LENGTH).matchAll(TOKEN)) {
    const { index: at, 0: token } = match;
    const bracket = match[1] ?? match[2] ?? match[3];
    if (bracket !== undefined) {
      const level = levelInBracket(bracket);
      if (level) return { level, at };
      before = /\d:\d\d/.test(bracket) ? 'time' : 'other';
    } else if (TIME.test(token)) {
      before = ISO_TIME.test(token) ? 'iso-time' : 'time';
    } else if (SEPARATOR.test(token)) {
      before = before === 'start' ? 'start' : 'other';
    } else {
      const rest = text.slice(at + token.length);
      const level =
        levelInCapitals(token) ??
        (before && levelInWords(token, rest, before === 'iso-time')) ??
        (before && before !== 'start' ? levelInLetter(token, rest) : undefined);
      if (level) return { level, at };
      if (!/[\d._:/-]/.test(token)) names += 1;
      if (names > MAX_NAMES) return undefined;
      const isPrefix = /:$/.test(token) || token === 'PHP';
      before = isPrefix ? 'other' : undefined;
    }
  }
  return undefined;
}
