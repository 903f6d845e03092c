import { isErrorLine } from './isErrorLine';
import { parseLine, type LogLine } from './logLine';
import type { Turns } from './turns';

/** What stands further behind in a line is not looked at. */
const LONGEST_LINE = 16_384;

/** Passes all error lines, and few others: most lines are done with here. */
const MAY_BE_ERROR =
  /err|exception|fatal|panic|severe|crit|alert|emerg|(?:level|lvl|severity|levelname)["']?\s*[=:]\s*["']?\d|[EF]\d{4} /i;

/** The error lines of a pod's log, in its order. */
export async function errorLinesOf(
  pod: string,
  log: string,
  turns: Turns,
): Promise<LogLine[]> {
  const errors: LogLine[] = [];
  let start = 0;
  while (start < log.length) {
    const newline = log.indexOf('\n', start);
    const end = newline === -1 ? log.length : newline;
    const raw = log.slice(start, Math.min(end, start + LONGEST_LINE));
    if (MAY_BE_ERROR.test(raw)) {
      const line = parseLine(pod, raw);
      if (isErrorLine(line.text)) errors.push(line);
    }
    start = end + 1;
    if (turns.isOver()) await turns.next();
  }
  return errors;
}
