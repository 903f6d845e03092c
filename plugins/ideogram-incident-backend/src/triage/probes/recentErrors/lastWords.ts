import type { EndOfRun } from '../../../upstream/kubernetes';
import { levelOf } from './logLevel';
import { parseLine, type LogLine, type LogPlace } from './logLine';

/** What a container said before it crashed. */
export interface LastWords extends LogPlace {
  end: EndOfRun;
  lines: LogLine[];
}

const MAX_LINES = 20;
/** The end of a log in which so many lines stand, if they are not huge. */
const MAX_LOOKED_AT = 32 * 1024;

export function lastLinesOf(place: LogPlace, log: string): LogLine[] {
  const rows = log.slice(-MAX_LOOKED_AT).split('\n');
  // The first one may be cut.
  if (log.length > MAX_LOOKED_AT) rows.shift();
  return rows
    .map(row => ({ ...parseLine(place.pod, row), ...place }))
    .filter(({ text }) => text !== '')
    .slice(-MAX_LINES);
}

/** From here on a signal ended it, as memory or a deadline does. */
const FIRST_SIGNAL = 128;

/** Who gives up by itself says why last, whatever the words. */
export function endsInError(
  { exitCode = 0, reason }: EndOfRun,
  lines: readonly LogLine[],
): boolean {
  const last = lines.at(-1);
  return (
    exitCode > 0 &&
    exitCode < FIRST_SIGNAL &&
    reason !== 'OOMKilled' &&
    last !== undefined &&
    levelOf(last.text) !== 'quiet'
  );
}
