import { printable } from '../../../upstream/text';
import { levelOf } from './logLevel';
import type { TimeSlice } from './timeSlice';

/** One line of a pod's log, of printable characters alone. */
export interface LogLine {
  pod: string;
  /** Milliseconds since the epoch; absent where the cluster did not say. */
  at?: number;
  text: string;
}

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})) ?/;

/** A line with the cluster's timestamp before it. */
export function parseLine(pod: string, line: string): LogLine {
  const timestamp = TIMESTAMP.exec(line);
  const at = timestamp ? Date.parse(timestamp[1]) : NaN;
  return {
    pod,
    ...(!Number.isNaN(at) && { at }),
    text: printable(timestamp ? line.slice(timestamp[0].length) : line),
  };
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

/** A line that speaks of an error does so near its start. */
const MAX_JUDGED_LENGTH = 4_096;

/**
 * Whether a line tells of an error. Its own level decides; a warning, and a
 * line without a level, are errors where they speak of one.
 */
export function isErrorLine(text: string): boolean {
  const start = text.slice(0, MAX_JUDGED_LENGTH);
  const level = levelOf(start);
  if (level === 'error') return true;
  if (level === 'quiet' || !WORDS_OF_ERRORS.test(start)) return false;
  if (STACK_FRAME.test(start)) return false;
  return WORDS_OF_ERRORS.test(start.replace(NO_ERRORS, ''));
}

/** What stands further behind in a line is not looked at. */
const MAX_LINE_LENGTH = 16_384;

/** Passes all error lines, and few others: most lines are done with here. */
const MAY_BE_ERROR =
  /err|exception|fatal|panic|severe|crit|alert|emerg|(?:level|lvl|severity|levelname)["']?\s*[=:]\s*["']?\d|[EF]\d{4} /i;

/** The error lines of a pod's log, in its order. */
export async function errorLinesOf(
  pod: string,
  log: string,
  slice: TimeSlice,
): Promise<LogLine[]> {
  const errors: LogLine[] = [];
  let start = 0;
  while (start < log.length) {
    const newline = log.indexOf('\n', start);
    const end = newline === -1 ? log.length : newline;
    const raw = log.slice(start, Math.min(end, start + MAX_LINE_LENGTH));
    if (MAY_BE_ERROR.test(raw)) {
      const line = parseLine(pod, raw);
      if (isErrorLine(line.text)) errors.push(line);
    }
    start = end + 1;
    if (slice.isUsedUp()) await slice.renew();
  }
  return errors;
}
