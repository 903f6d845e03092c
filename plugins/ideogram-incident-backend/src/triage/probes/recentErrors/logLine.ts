import { printable } from '../../../upstream/kubernetes';

/** One line of a pod's log, of printable characters alone. */
export interface LogLine {
  pod: string;
  /** Milliseconds since the epoch; absent where the cluster did not say. */
  at?: number;
  text: string;
}

/** What stands further behind in a line is not looked at. */
const LONGEST_LINE = 16_384;
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})) ?/;

/**
 * The lines of a log with the cluster's timestamps before them, oldest first.
 * A line without one is as old as the line before it.
 */
export function parseLog(pod: string, log: string): LogLine[] {
  let at: number | undefined;
  const lines: LogLine[] = [];
  for (const raw of log.split('\n')) {
    const line = raw.slice(0, LONGEST_LINE);
    const timestamp = TIMESTAMP.exec(line);
    const time = timestamp ? Date.parse(timestamp[1]) : NaN;
    if (!Number.isNaN(time)) at = time;
    const text = printable(timestamp ? line.slice(timestamp[0].length) : line);
    if (text !== '') lines.push({ pod, ...(at !== undefined && { at }), text });
  }
  return lines;
}
