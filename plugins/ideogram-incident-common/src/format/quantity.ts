/**
 * A number with as many digits as a person can use: two that count below 10,
 * whole from there.
 */
export function formatNumber(value: number): string {
  return value < 9.95
    ? String(Number(value.toPrecision(2)))
    : String(Math.round(value));
}

/**
 * A share, 0 to 1, in percent: `62%`, `0.4%`. What is not nothing is never
 * shown as `0%`, and what is not all is never shown as `100%`.
 *
 * @public
 */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  if (percent <= 0) return '0%';
  if (percent < 0.05) return 'under 0.1%';
  if (percent < 9.95) return `${Math.round(percent * 10) / 10}%`;
  if (percent < 99.5 || percent >= 100) return `${Math.round(percent)}%`;
  return percent > 99.9 ? 'over 99.9%' : `${Math.floor(percent * 10) / 10}%`;
}

/**
 * A rate per second of something: `3.1 requests/s`. A slow one is given by
 * the minute or hour, `2.4 requests/min`, so that it can be imagined.
 *
 * @public
 */
export function formatRate(perSecond: number, things: string): string {
  if (perSecond <= 0) return `0 ${things}/s`;
  if (perSecond >= 0.1) return `${formatNumber(perSecond)} ${things}/s`;
  const perMinute = perSecond * 60;
  if (perMinute >= 0.1) return `${formatNumber(perMinute)} ${things}/min`;
  const perHour = perMinute * 60;
  return perHour >= 0.1
    ? `${formatNumber(perHour)} ${things}/h`
    : `under 0.1 ${things}/h`;
}

const BYTE_UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];

/** A size: `512 B`, `8 MiB`, `1.5 GiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.max(0, Math.round(bytes))} B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1023.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${formatNumber(value)} ${BYTE_UNITS[unit]}`;
}

/**
 * A number and its noun: `1 pod`, `6 pods`.
 *
 * @public
 */
export function formatCount(
  count: number,
  singular: string,
  plural: string = `${singular}s`,
): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
