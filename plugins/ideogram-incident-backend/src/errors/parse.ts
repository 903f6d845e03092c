import { InputError } from '@backstage/errors';
import {
  maskSecrets,
  oneLine,
} from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import { mistakeInWords } from './mistakeInWords';

/**
 * What is wrong with a request. It is masked where it is put together: taken as
 * one text, what is said of a field that is called a secret would pass for it.
 */
export class MistakesError extends InputError {}

const MAX_MISTAKES = 10;
const MAX_FIELD_LENGTH = 80;

/** A field that is not known is named itself, and not what it stands in. */
function fieldsOf({ path, ...issue }: z.core.$ZodIssue): PropertyKey[][] {
  if (issue.code !== 'unrecognized_keys') return [path];
  return issue.keys.slice(0, MAX_MISTAKES).map(key => [...path, key]);
}

/**
 * Names are the caller's own words, and may be of any length. They are no
 * secrets, but for one that got into the place of a name.
 */
function named(field: PropertyKey[]): string {
  const { text } = maskSecrets(field.map(String).join('.'));
  return oneLine(text, MAX_FIELD_LENGTH) || 'body';
}

/** Checks one part of a request. @throws InputError that names each field */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const unquoting = new Set<unknown>();
  const result = schema.safeParse(input, {
    error: issue => {
      const words = mistakeInWords(issue);
      unquoting.add(words);
      return words;
    },
  });
  if (result.success) return result.data;
  const inWords = (field: PropertyKey[], words: string) => {
    const mistake = `${named(field)}: ${words}`;
    // A schema's own words may quote the value.
    return unquoting.has(words) ? mistake : maskSecrets(mistake).text;
  };
  throw new MistakesError(
    result.error.issues
      .flatMap(issue =>
        fieldsOf(issue).map(field => inWords(field, issue.message)),
      )
      .slice(0, MAX_MISTAKES)
      .join('; '),
  );
}
