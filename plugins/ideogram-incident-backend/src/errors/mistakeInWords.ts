import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';

const KINDS: Record<string, string> = {
  string: 'a single string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What the size of a text or a list counts; a number is its own size. */
function sized(origin: string, size: number | bigint): string {
  if (origin === 'string') return formatCount(Number(size), 'character');
  return origin === 'array'
    ? formatCount(Number(size), 'entry', 'entries')
    : String(size);
}

function tooSmall(origin: string, minimum: number | bigint): string {
  const least = sized(origin, minimum);
  if (least === String(minimum)) return `must be at least ${least}`;
  return minimum === 1 ? 'must not be empty' : `must have at least ${least}`;
}

function tooBig(origin: string, maximum: number | bigint): string {
  const most = sized(origin, maximum);
  return most === String(maximum)
    ? `must be at most ${most}`
    : `must have at most ${most}`;
}

/**
 * What is wrong with a value, as it follows the name of its field, where the
 * schema has no words of its own. It never quotes the value.
 */
export const mistakeInWords: z.core.$ZodErrorMap = issue => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'invalid_key':
      return 'has a name that is not allowed';
    case 'unrecognized_keys':
      return 'is not a known field';
    default:
      return 'has the wrong format';
  }
};
