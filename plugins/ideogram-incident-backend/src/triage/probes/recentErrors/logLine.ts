import { printable } from '../../../upstream/text';

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
