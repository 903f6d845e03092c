import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** Checks one part of a request. @throws InputError that names each field */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues
      .map(issue => `${issue.path.join('.')}: ${issue.message}`)
      .join('; '),
  );
}
