import { Refusal, type Parse } from './parse';

/** A text that is not empty, without control characters. */
export const text: Parse<string> = raw => {
  if (typeof raw === 'number' || typeof raw === 'boolean') {
    throw new Refusal("must be a text: put it in quotes, such as 'true'");
  }
  if (typeof raw !== 'string' || raw.trim() === '') {
    throw new Refusal('must be a text that is not empty');
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(raw)) {
    throw new Refusal('must be a text without control characters');
  }
  return raw;
};

export const textOrEmpty: Parse<string> = raw => (raw === '' ? '' : text(raw));

/** One line, such as a name or a title. */
export const line: Parse<string> = raw => {
  const value = text(raw).trim();
  if (/[\r\n\t]/.test(value)) throw new Refusal('must be a single line');
  return value;
};

export const flag: Parse<boolean> = raw => {
  if (raw === true || raw === 'true') return true;
  if (raw === false || raw === 'false') return false;
  throw new Refusal('must be true or false');
};

export function oneOf<T extends string>(allowed: readonly T[]): Parse<T> {
  return raw => {
    const found = allowed.find(candidate => candidate === raw);
    if (found === undefined) {
      throw new Refusal(`must be one of ${allowed.join(', ')}`);
    }
    return found;
  };
}

/** A number, also as text, for a value that comes from the environment. */
export function number(
  accepts: (value: number) => boolean,
  allowed: string,
): Parse<number> {
  return raw => {
    const value =
      typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
    if (
      typeof value !== 'number' ||
      !Number.isFinite(value) ||
      !accepts(value)
    ) {
      throw new Refusal(`must be ${allowed}`);
    }
    return value;
  };
}

/** A text of the given form. */
export function pattern(form: RegExp, allowed: string): Parse<string> {
  return raw => {
    if (typeof raw !== 'string' || !form.test(raw)) {
      throw new Refusal(`must be ${allowed}`);
    }
    return raw;
  };
}
