import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type JsonValue } from '@backstage/types';
import { ConfigMistake, value } from './schema';

function checkedText(raw: unknown): string {
  if (typeof raw === 'number' || typeof raw === 'boolean') {
    throw new ConfigMistake("must be text: put it in quotes, such as 'true'");
  }
  if (typeof raw !== 'string' || raw.trim() === '') {
    throw new ConfigMistake('must be text, and not empty');
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(raw)) {
    throw new ConfigMistake('must not contain control characters');
  }
  return raw;
}

function checkedLine(raw: unknown): string {
  const trimmed = checkedText(raw).trim();
  if (/[\r\n\t]/.test(trimmed))
    throw new ConfigMistake('must be a single line');
  return trimmed;
}

/** Without control characters. */
export const text = value('text', checkedText);

export const textOrEmpty = value('text, may be empty', raw =>
  raw === '' ? '' : checkedText(raw),
);

/** Such as a name or a title. */
export const line = value('one line', checkedLine);

/** One line that something else has to be true of. */
export const lineOf = (form: string, check: (text: string) => void) =>
  value(form, raw => {
    const checked = checkedLine(raw);
    check(checked);
    return checked;
  });

export const flag = value(
  'true or false',
  raw => {
    if (raw === true || raw === 'true') return true;
    if (raw === false || raw === 'false') return false;
    throw new ConfigMistake('must be true or false');
  },
  { type: 'boolean' },
);

export function oneOf<T extends string>(allowed: readonly T[]) {
  return value(
    allowed.map(each => `\`${each}\``).join(', '),
    raw => {
      const found = allowed.find(each => each === raw);
      if (found !== undefined) return found;
      throw new ConfigMistake(`must be one of ${allowed.join(', ')}`);
    },
    { type: 'string', enum: [...allowed] },
  );
}

/** A number, also as text, for a value that comes from the environment. */
export function number(allowed: string, accepts: (read: number) => boolean) {
  return value(
    allowed,
    raw => {
      const read =
        typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
      if (
        typeof read !== 'number' ||
        !Number.isFinite(read) ||
        !accepts(read)
      ) {
        throw new ConfigMistake(`must be ${allowed}`);
      }
      return read;
    },
    { type: ['number', 'string'] },
  );
}

/** A text of the given form. */
export const pattern = (allowed: string, accepts: RegExp, form = allowed) =>
  value(form, raw => {
    if (typeof raw === 'string' && accepts.test(raw)) return raw;
    throw new ConfigMistake(`must be ${allowed}`);
  });

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

export const DURATION_JSON = { type: ['string', 'number', 'object'] };

/** Milliseconds of a duration such as `5s`, `PT5S` or `{ seconds: 5 }`. */
export function duration(min: string, max: string) {
  const [minMs, maxMs] = [min, max].map(durationMs) as [number, number];
  return value(
    `duration, ${min} to ${max}`,
    raw => {
      const ms = durationMs(raw);
      if (ms !== undefined && ms >= minMs && ms <= maxMs) return ms;
      throw new ConfigMistake(
        `must be a duration from ${min} to ${max}, such as 5s, PT5S or { seconds: 5 }`,
      );
    },
    DURATION_JSON,
  );
}

/** An ISO 8601 duration in hours, minutes and seconds. */
export function isoDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const shown = parts.map(([count, unit]) => (count ? `${count}${unit}` : ''));
  return `PT${shown.join('') || '0S'}`;
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

function bytesOf(raw: unknown): number {
  const match = /^(\d{1,15}(?:\.\d{1,3})?) ?([A-Za-z]{1,3})?$/.exec(
    String(raw).trim(),
  );
  const unit = match?.[2] ?? 'B';
  return match && Object.hasOwn(UNITS, unit)
    ? Math.floor(Number(match[1]) * UNITS[unit])
    : NaN;
}

/** Bytes of a size such as `8MiB`; a number without a unit is bytes. */
export function size(min: string, max: string) {
  return value(
    `size, ${min} to ${max}`,
    raw => {
      const bytes = bytesOf(raw);
      if (bytes >= bytesOf(min) && bytes <= bytesOf(max)) return bytes;
      throw new ConfigMistake(
        `must be a size from ${min} to ${max}, such as 8MiB`,
      );
    },
    { type: ['string', 'number'] },
  );
}

function checkedUrl(raw: unknown, insteadOfUserinfo: string): URL {
  const url =
    typeof raw === 'string' && URL.canParse(raw) ? new URL(raw) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.hostname === ''
  ) {
    throw new ConfigMistake(
      'must be a full http or https address, such as https://example.com',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigMistake(
      `must not contain a user name or password, because addresses are shown; ${insteadOfUserinfo}`,
    );
  }
  return url;
}

/** An address that is opened as it is, or shown as a link. */
export const address = value(
  'address',
  raw => checkedUrl(raw, 'leave them out').href,
);

/** An address to which paths are appended, without a slash at its end. */
export const baseAddress = (insteadOfUserinfo: string = 'leave them out') =>
  value('base address', raw => {
    const { href } = checkedUrl(raw, insteadOfUserinfo);
    if (/[?#]/.test(href)) {
      throw new ConfigMistake(
        'must not contain ? or #, because paths are appended to it',
      );
    }
    return href.replace(/\/+$/, '');
  });
