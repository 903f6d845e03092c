type Level = 'error' | 'warning' | 'quiet';

const LEVELS: Record<string, Level> = {
  silly: 'quiet',
  verbose: 'quiet',
  trace: 'quiet',
  debug: 'quiet',
  dbg: 'quiet',
  info: 'quiet',
  inf: 'quiet',
  information: 'quiet',
  informational: 'quiet',
  http: 'quiet',
  notice: 'quiet',
  log: 'quiet',
  warn: 'warning',
  wrn: 'warning',
  warning: 'warning',
  err: 'error',
  error: 'error',
  severe: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  dpanic: 'error',
  alert: 'error',
  emerg: 'error',
  emergency: 'error',
};

const FIELD =
  /(?:^|[\s,{])["']?(?:level|lvl|severity|log_?level|log\.level|levelname)["']?\s*[=:]\s*["']?([a-z]{3,13}|\d{1,2})\b/i;
/** A level in capitals or brackets near the start, or before a colon at it. */
const WORD =
  /^.{0,80}?(?:(?:^|[\s|:])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|PANIC)(?=[\s|:\]]|$)|\[ ?([a-zA-Z]{3,13}) ?\])/;
const AT_START = /^(?:[\dTZ:.,+/[\]-]{1,40} ){0,2}([a-z]{3,13}): /i;
const KLOG = /^([IWEF])\d{4} \d{2}:\d{2}:\d{2}/;
const KLOG_LEVELS: Record<string, Level> = {
  I: 'quiet',
  W: 'warning',
  E: 'error',
  F: 'error',
};

/** Those of syslog are under 8 and fall, those of pino and bunyan rise. */
function numericLevel(level: number): Level {
  if (level < 8) {
    if (level <= 3) return 'error';
    return level === 4 ? 'warning' : 'quiet';
  }
  if (level >= 50) return 'error';
  return level >= 40 ? 'warning' : 'quiet';
}

function named(word: string | undefined): Level | undefined {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(LEVELS, key) ? LEVELS[key] : undefined;
}

/** The level that the line itself gives; undefined where it gives none. */
function levelOf(text: string): Level | undefined {
  const field = FIELD.exec(text)?.[1];
  if (field && /^\d/.test(field)) return numericLevel(Number(field));
  const klog = KLOG.exec(text);
  if (klog) return KLOG_LEVELS[klog[1]];
  const word = WORD.exec(text);
  return (
    named(field) ??
    named(AT_START.exec(text)?.[1]) ??
    named(word?.[1] ?? word?.[2])
  );
}

const WORDS_OF_ERRORS =
  /(?<![/\\])(?:error|exception|fatal|panic)|"err"\s*:\s*(?:"(?!")|\{(?!\}))/i;

/** `TypeError: null` is one; `exceptions: 0` is none. */
const COUNTED = '(?:errors?|fatals?|(?<![a-z])(?:exceptions?|panics?))';
const NOTHING =
  '(?:["\']{2}|\\[ ?\\]|\\{ ?\\}|["\']?(?:0+(?:\\.0+)?%?|null|none|nil|false|undefined|no)["\']?)';
const ZERO = '["\']?0+(?:\\.0+)?%?["\']?';
const END = '(?= ?(?:[,;)}\\]|]|$))';
/** "0 errors", `errors=0`, `"error":null`, "error-free". */
const NO_ERRORS = new RegExp(
  [
    '\\b(?:0|no|zero|without(?: any)?|any)(?: [a-z]+)? (?:errors?|exceptions?|panics?)\\b',
    `${COUNTED}[\\w.-]{0,40}["']? ?= ?${NOTHING}(?![.\\w])`,
    `${COUNTED}[\\w.-]{0,40}["'] ?: ?${NOTHING}${END}`,
    `${COUNTED}[\\w.-]{0,40} ?: ?${ZERO}${END}`,
    '\\berror[- ]free\\b',
  ].join('|'),
  'gi',
);
const STACK_FRAME = /^at .+:\d+\)?$/;

/**
 * Whether a line tells of an error. Its own level decides; a warning, and a
 * line without a level, are errors where they speak of one.
 */
export function isErrorLine(text: string): boolean {
  const level = levelOf(text);
  if (level === 'error') return true;
  if (level === 'quiet' || !WORDS_OF_ERRORS.test(text)) return false;
  if (STACK_FRAME.test(text)) return false;
  return WORDS_OF_ERRORS.test(text.replace(NO_ERRORS, ''));
}
