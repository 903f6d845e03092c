import { printable } from '../../../upstream/text';

/** Which log a line stands in. */
export interface LogPlace {
  pod: string;
  /** Of a pod that has several. */
  container?: string;
  /** Of a container that has to end before those of the pod start. */
  init?: true;
  /** Of the run before the container's last restart. */
  previous?: true;
}

/** One line of a pod's log, of printable characters alone. */
export interface LogLine extends LogPlace {
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

const TIME_LENGTH = 40;

/** Without parsing it: most lines are never looked at. */
export function isIndented(raw: string): boolean {
  const start = /^\d{4}-\d\d-\d\dT/.test(raw)
    ? raw.slice(0, TIME_LENGTH).indexOf(' ') + 1
    : 0;
  return raw[start] === ' ' || raw[start] === '\t';
}

/** What is written at once is stamped at once. */
const MAX_APART_MS = 1_000;

export function isClose(a: number | undefined, b: number | undefined) {
  return a === undefined || b === undefined || b - a <= MAX_APART_MS;
}
