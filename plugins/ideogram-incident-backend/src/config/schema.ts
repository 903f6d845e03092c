import type { JsonObject } from '@backstage/types';
import { z } from 'zod';

/** Says what is allowed, never what was found. It continues the sentence that begins with the key. */
export class ConfigMistake extends Error {}

/** What the JSON schema says of a key, beside its type. */
declare module 'zod' {
  interface GlobalMeta {
    /** What may stand there, for the reference in the documentation. */
    form?: string;
    /** Who may see it: nobody but the backend where nothing is said. */
    visibility?: 'frontend' | 'secret';
    /** The same, for all that stands below. */
    deepVisibility?: 'frontend' | 'secret';
  }
}

const NO_MAPPING = 'must be a mapping of keys to values';
const isMissing = { missing: true };

/**
 * One value.
 *
 * @param parse - throws a ConfigMistake for what is not allowed
 */
export function value<T>(
  form: string,
  parse: (raw: unknown) => T,
  json: JsonObject = { type: 'string' },
) {
  return z
    .unknown()
    .transform((raw, context): T => {
      try {
        if (raw !== undefined) return parse(raw);
        context.addIssue({
          code: 'custom',
          message: 'is missing',
          params: isMissing,
        });
      } catch (error) {
        if (!(error instanceof ConfigMistake)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
      return undefined as never;
    })
    .meta({ ...json, form });
}

/** A mapping with these keys and no other. */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    // Each unknown key becomes a mistake of its own, which needs these.
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? Object.keys(shape).join(', ')
        : NO_MAPPING,
  });
}

/**
 * For a check of several keys or items: it runs whatever is wrong with one of
 * them (which is `undefined` then), so that all mistakes are found.
 */
export const besideMistakes = {
  when: ({ issues }: z.core.ParsePayload) =>
    !issues.some(({ code, path }) => code === 'invalid_type' && !path?.length),
};

/**
 * A section of which it counts what is written there, beside what it comes to
 * with its defaults.
 */
export function asWritten<T, R>(
  whole: z.ZodType<T>,
  toResult: (data: T, raw: unknown) => R,
) {
  return z
    .unknown()
    .transform((raw, context): R => {
      const { success, data, error } = whole.safeParse(raw);
      if (success) return toResult(data, raw);
      report(error.issues, context);
      return undefined as never;
    })
    .meta(jsonSchemaOf(whole));
}

/** A section, or `false` in its place, which takes away what `defaults` gives. */
export function orFalse<T>(whole: z.ZodType<T>) {
  const isFalse = (raw: unknown) => raw === false || raw === 'false';
  return z
    .unknown()
    .transform((raw, context): T | false => {
      const { success, data, error } = whole.safeParse(raw);
      if (success) return data;
      if (!isFalse(raw)) report(error.issues, context);
      return false;
    })
    .meta({ ...jsonSchemaOf(whole), type: ['object', 'boolean', 'string'] });
}

export function list<T extends z.ZodType>(item: T) {
  return z.array(item, { error: 'must be a list' });
}

function report(
  issues: readonly z.core.$ZodIssue[],
  context: z.RefinementCtx,
  below: PropertyKey[] = [],
): void {
  for (const issue of issues) {
    const path = [...below, ...issue.path];
    context.issues.push({ ...issue, path, input: undefined } as never);
  }
}

/** Part of a section: a key that is missing may stand elsewhere, but not in a list. */
export function layerOf(whole: z.ZodType) {
  return z
    .unknown()
    .transform((raw, context) => {
      const issues = whole.safeParse(raw).error?.issues ?? [];
      const isElsewhere = (issue: z.core.$ZodIssue) =>
        issue.code === 'custom' &&
        issue.params === isMissing &&
        !issue.path.some(step => typeof step === 'number');
      report(
        issues.filter(issue => !isElsewhere(issue)),
        context,
      );
    })
    .meta(jsonSchemaOf(whole));
}

/** What is wrong with the name of an entry; `hidden` where it may be a secret. */
export interface WrongName {
  message: string;
  hidden?: boolean;
}

/**
 * A mapping whose keys the operator chooses.
 *
 * @param choose - what is wrong with a name, or another schema for its value
 */
export function mapping<T>(
  of: z.ZodType<T>,
  choose: (
    name: string,
    whole: Record<string, unknown>,
  ) => z.ZodType<T> | WrongName | undefined = () => undefined,
) {
  return z
    .record(z.string(), z.unknown(), { error: NO_MAPPING })
    .transform((whole, context) => {
      const entries: [string, T][] = [];
      for (const [name, raw] of Object.entries(whole)) {
        const chosen = choose(name, whole) ?? of;
        if ('message' in chosen) {
          const { message, hidden } = chosen;
          const path = hidden ? [] : [name];
          context.addIssue({ code: 'custom', path, message });
          continue;
        }
        const { success, data, error } = chosen.safeParse(raw);
        if (success) entries.push([name, data]);
        else report(error.issues, context, [name]);
      }
      return Object.fromEntries(entries);
    })
    .meta({ propertyNames: undefined, additionalProperties: jsonSchemaOf(of) });
}

/** The JSON schema of what an operator writes, with the forms in it. */
export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const { $schema, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  return json as JsonObject;
}
