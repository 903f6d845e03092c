import { oneLine } from './text';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

/** The larger unit, and the smaller one where it is not zero. */
function twoUnits(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}

/**
 * A duration in seconds for a person: `350 ms`, `1.2 s`, `52 s`,
 * `1 min 48 s`, `1 h 4 min`, `2 days 3 h`. Negative ones count as zero.
 *
 * @public
 */
export function formatDuration(seconds: number): string {
  const exact = Math.max(0, seconds);
  if (exact > 0 && exact < 0.9995) {
    return `${Math.max(1, Math.round(exact * 1000))} ms`;
  }
  if (exact < 9.95) return `${Math.round(exact * 10) / 10} s`;
  const whole = Math.round(exact);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) {
    const minutes = `${Math.floor(whole / MINUTE)} min`;
    return twoUnits(minutes, whole % MINUTE, 's');
  }
  const inMinutes = Math.round(exact / MINUTE);
  if (inMinutes * MINUTE < DAY) {
    return twoUnits(`${Math.floor(inMinutes / 60)} h`, inMinutes % 60, 'min');
  }
  const inHours = Math.round(exact / HOUR);
  return twoUnits(days(Math.floor(inHours / 24)), inHours % 24, 'h');
}

/**
 * How long ago, in one unit: `just now`, `8 s ago`, `4 min ago`,
 * `2 days ago`. Rounded down, so that it never says older than it is.
 *
 * @public
 */
export function formatAge(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  if (whole < 1) return 'just now';
  if (whole < MINUTE) return `${whole} s ago`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min ago`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ago`;
  return `${days(Math.floor(whole / DAY))} ago`;
}

/**
 * What a clock shows of the seconds that are left: `9:24`, `1:04:10`.
 * Rounded up, so that it shows zero only when time is over.
 *
 * @public
 */
export function formatClock(seconds: number): string {
  const whole = Math.ceil(Math.max(0, seconds));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const rest = twoDigits(whole % MINUTE);
  return whole < HOUR
    ? `${minutes}:${rest}`
    : `${Math.floor(whole / HOUR)}:${twoDigits(minutes)}:${rest}`;
}

const ISO_DURATION =
  /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration in whole days, hours, minutes and
 * seconds, such as `PT15M`; undefined for anything else.
 *
 * @public
 */
export function isoDurationMs(text: string): number | undefined {
  const match = ISO_DURATION.exec(text);
  if (!match || text === 'P') return undefined;
  const inSeconds = [DAY, HOUR, MINUTE, 1];
  const seconds = match
    .slice(1)
    .reduce((sum, part, unit) => sum + Number(part ?? 0) * inSeconds[unit], 0);
  const ms = seconds * 1000;
  return Number.isSafeInteger(ms) ? ms : undefined;
}

const MAX_WINDOW_LENGTH = 40;
const UNITS: Record<string, number> = { s: 1, m: MINUTE, h: HOUR, d: DAY };

/** Of `5m` as in PromQL; undefined for more than one unit. */
export function windowSeconds(window: string): number | undefined {
  const match = /^(\d{1,9})([smhd])$/.exec(window);
  return match ? Number(match[1]) * UNITS[match[2]] : undefined;
}

/** `5m` as in PromQL, `5 min` for a person. */
export function formatWindow(window: string): string {
  const seconds = windowSeconds(window);
  return seconds === undefined
    ? oneLine(window, MAX_WINDOW_LENGTH)
    : formatDuration(seconds);
}
