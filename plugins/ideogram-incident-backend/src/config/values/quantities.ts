import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import { Refusal, type Parse } from './parse';

/** Milliseconds, or `undefined` for what is no duration. */
export function durationMs(raw: unknown): number | undefined {
  // The one duration that needs no unit.
  if (raw === 0 || raw === '0') return 0;
  try {
    return durationToMilliseconds(
      readDurationFromConfig(new ConfigReader({ it: raw as JsonValue }), {
        key: 'it',
      }),
    );
  } catch {
    // Its message quotes the value.
    return undefined;
  }
}

/** Milliseconds of a duration such as `5s`, `PT5S` or `{ seconds: 5 }`. */
export function duration(
  least: { ms: number; text: string },
  most: { ms: number; text: string },
): Parse<number> {
  return raw => {
    const ms = durationMs(raw);
    if (ms === undefined || !(ms >= least.ms && ms <= most.ms)) {
      throw new Refusal(
        `must be a duration from ${least.text} to ${most.text}, such as 5s, PT5S or { seconds: 5 }`,
      );
    }
    return ms;
  };
}

/** An ISO 8601 duration in hours, minutes and seconds. */
export function isoDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.map(([value, unit]) => (value ? `${value}${unit}` : ''));
  return `PT${text.join('') || '0S'}`;
}

const UNITS: Record<string, number> = {
  B: 1,
  kB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** Bytes of a size such as `8MiB`; a number without a unit is bytes. */
export function size(
  least: { bytes: number; text: string },
  most: { bytes: number; text: string },
): Parse<number> {
  return raw => {
    const match = /^(\d{1,15}(?:\.\d{1,3})?) ?([A-Za-z]{1,3})?$/.exec(
      String(raw).trim(),
    );
    const unit = match?.[2] ?? 'B';
    const bytes =
      match && Object.hasOwn(UNITS, unit)
        ? Math.floor(Number(match[1]) * UNITS[unit])
        : NaN;
    if (!(bytes >= least.bytes && bytes <= most.bytes)) {
      throw new Refusal(
        `must be a size from ${least.text} to ${most.text}, such as 8MiB`,
      );
    }
    return bytes;
  };
}
