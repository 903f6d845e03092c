import { formatDuration } from '../../format/duration';
import { oneLine } from '../../format/oneLine';
import { MAX_LABEL_LENGTH } from './probe';

/** `5m` as in PromQL, `5 min` for a person. */
export function windowInWords(window: string): string {
  const match = /^(\d{1,9})([smhd])$/.exec(window);
  if (!match) return oneLine(window, MAX_LABEL_LENGTH);
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[match[2]] ?? 1;
  return formatDuration(Number(match[1]) * seconds);
}
