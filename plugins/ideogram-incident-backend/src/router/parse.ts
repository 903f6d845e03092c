import { InputError } from '@backstage/errors';
import { oneLine } from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import { mistakeInWords } from './mistakeInWords';

const MOST_MISTAKES = 10;
const LONGEST_FIELD = 80;

/** A field that is not known is named itself, and not what it stands in. */
function fieldsOf({ path, ...issue }: z.core.$ZodIssue): PropertyKey[][] {
  if (issue.code !== 'unrecognized_keys') return [path];
  return issue.keys.slice(0, MOST_MISTAKES).map(key => [...path, key]);
}

/** Names are the caller's own words, and may be of any length. */
function named(field: PropertyKey[]): string {
  return oneLine(field.map(String).join('.'), LONGEST_FIELD) || 'body';
}

/** Checks one part of a request. @throws InputError that names each field */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const result = schema.safeParse(input, { error: mistakeInWords });
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues
      .flatMap(issue =>
        fieldsOf(issue).map(field => `${named(field)}: ${issue.message}`),
      )
      .slice(0, MOST_MISTAKES)
      .join('; '),
  );
}
