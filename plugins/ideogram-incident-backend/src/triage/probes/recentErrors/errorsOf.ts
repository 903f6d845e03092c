import { isErrorLine } from './errorLines';
import { ErrorRecordBuilder, type ErrorRecord } from './errorRecord';
import { levelOf } from './logLevel';
import {
  isClose,
  isIndented,
  parseLine,
  type LogLine,
  type LogPlace,
} from './logLine';
import type { TimeSlice } from './timeSlice';

/** What stands further behind in a line is not looked at. */
const MAX_LINE_LENGTH = 16_384;

/** Passes all error lines, and few others: most lines are done with here. */
const MAY_BE_ERROR =
  // eslint-disable-next-line no-control-regex
  /err|eror|exception|fata|ftl|pani|pnc|severe|crit|crt|alert|alrt|emerg|fail|traceback|unhandled|uncaught|core dumped|segmentation|E(?:CONN|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH)|<\d{1,3}>|["\s](?:[\w@.-]{0,12}(?:level|lvl|severity|priority)\w{0,8}|l)["']?\s*[=:]\s*["']?\d|(?:^|[\s[|m"'=:])[EFC](?:\d{4}(?:\d{4})? |[\s\]|,/"'\u001b])/i;

/** Such as the message of .NET, whose level stands in the line before. */
function isOfQuietLine(before: string | undefined, line: LogLine): boolean {
  if (before === undefined || levelOf(line.text) !== undefined) return false;
  const head = parseLine(line.pod, before);
  return isClose(head.at, line.at) && levelOf(head.text) === 'quiet';
}

/** The errors in a pod's log, in its order. */
export async function errorsOf(
  where: LogPlace,
  log: string,
  slice: TimeSlice,
): Promise<ErrorRecord[]> {
  const errors: ErrorRecord[] = [];
  let open: ErrorRecordBuilder | undefined;
  let before: string | undefined;
  let start = 0;
  while (start < log.length) {
    const newline = log.indexOf('\n', start);
    const end = newline === -1 ? log.length : newline;
    const raw = log.slice(start, Math.min(end, start + MAX_LINE_LENGTH));
    start = end + 1;
    if (slice.isUsedUp()) await slice.renew();

    const mayBeError = MAY_BE_ERROR.test(raw);
    if (!open && !mayBeError) {
      if (!isIndented(raw)) before = raw;
      continue;
    }
    const indented = isIndented(raw);
    const line = { ...parseLine(where.pod, raw), ...where };
    if (open?.take(line, indented)) continue;
    open = undefined;
    if (
      mayBeError &&
      isErrorLine(line.text) &&
      !(indented && isOfQuietLine(before, line))
    ) {
      open = new ErrorRecordBuilder(line, indented);
      errors.push(open.record);
    }
    if (!indented) before = raw;
  }
  return errors;
}
