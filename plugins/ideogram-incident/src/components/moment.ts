const HOUR_MINUTE: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const HOUR_MINUTE_SECOND: Intl.DateTimeFormatOptions = {
  ...HOUR_MINUTE,
  second: '2-digit',
};

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

/**
 * A moment in the viewer's zone, 24 h: `15:02`, with seconds `15:02:11`; with
 * the day, `22 Nov 15:02`, where it is another one than that of `now`.
 */
export function localTime(
  at: Date,
  options: { now?: Date; seconds?: boolean } = {},
): string {
  const { now = new Date(), seconds = false } = options;
  const time = format(at, seconds ? HOUR_MINUTE_SECOND : HOUR_MINUTE);
  if (at.toDateString() === now.toDateString()) return time;
  return `${format(at, { day: 'numeric', month: 'short' })} ${time}`;
}

/** The exact moment in UTC: `2026-11-23 14:02:11 UTC`. */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A moment as ISO 8601 in the viewer's zone, with its offset. */
export function isoWithOffset(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offset * 60_000).toISOString();
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const hours = two(Math.floor(Math.abs(offset) / 60));
  const minutes = two(Math.abs(offset) % 60);
  return `${local.slice(0, 19)}${sign}${hours}:${minutes}`;
}

/** The viewer's zone: `CET (UTC+1)`, `GMT+5:30` or `UTC`. */
export function zoneName(at: Date = new Date()): string {
  const zone = (timeZoneName: 'short' | 'shortOffset') =>
    new Intl.DateTimeFormat('en-GB', { timeZoneName })
      .formatToParts(at)
      .find(part => part.type === 'timeZoneName')?.value ?? 'UTC';
  const short = zone('short');
  const offset = zone('shortOffset').replace('GMT', 'UTC');
  return short === offset || short.startsWith('GMT') || short === 'UTC'
    ? offset
    : `${short} (${offset})`;
}
