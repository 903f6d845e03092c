import { levelOf } from './logLevel';

const WORDS_OF_ERRORS =
  /(?<![/\\])(?:error|exception|fatal|panic)|"err"\s*:\s*(?:"(?!")|\{(?!\}))/i;

/** As programs die, and systems say why a connection failed. */
const SIGNS_OF_ERRORS =
  /^Traceback \(most recent call last\)|\b(?:unhandled|uncaught) (?:promise )?rejection\b|^failed to \w|\bcore dumped\b|\bsegmentation fault\b|\bE(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH)\b/i;

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

/** A line that speaks of an error does so near its start. */
const MAX_JUDGED_LENGTH = 4_096;

/**
 * Whether a line tells of an error. Its own level decides; a warning, and a
 * line without a level, are errors where they speak of one.
 */
export function isErrorLine(text: string): boolean {
  const level = levelOf(text);
  if (level === 'error') return true;
  const start = text.slice(0, MAX_JUDGED_LENGTH);
  if (!level && SIGNS_OF_ERRORS.test(start)) return true;
  if (level === 'quiet' || !WORDS_OF_ERRORS.test(start)) return false;
  if (STACK_FRAME.test(start)) return false;
  return WORDS_OF_ERRORS.test(start.replace(NO_ERRORS, ''));
}
