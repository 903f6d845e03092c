import type { Field, Values } from './fields';

/** What is wrong with a value: the key of its text, or the schema's own words. */
type FieldError =
  | { words: string }
  | { key: 'field.noNumber' | 'field.noInteger' | 'field.otherForm' }
  | {
      key:
        | 'field.tooShort'
        | 'field.tooLong'
        | 'field.tooSmall'
        | 'field.tooLarge';
      number: number;
    };

export interface ValidatedFields {
  parameters: Record<string, unknown>;
  /** The labels of those that are still needed. */
  missing: string[];
  /** By the name of the field. */
  errors: Record<string, FieldError>;
}

function errorInText(
  field: Field & { kind: 'text' },
  value: string,
): FieldError | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, otherwise } = field;
  if (value.length < minLength) {
    return { key: 'field.tooShort', number: minLength };
  }
  if (value.length > maxLength) {
    return { key: 'field.tooLong', number: maxLength };
  }
  if (!pattern || pattern.test(value)) return undefined;
  return otherwise ? { words: otherwise } : { key: 'field.otherForm' };
}

function errorInNumber(
  field: Field & { kind: 'number' },
  value: string,
): FieldError | undefined {
  const { integer, minimum = -Infinity, maximum = Infinity } = field;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    return { key: integer ? 'field.noInteger' : 'field.noNumber' };
  }
  if (integer && !Number.isSafeInteger(number)) {
    return { key: 'field.noInteger' };
  }
  if (number < minimum) return { key: 'field.tooSmall', number: minimum };
  return number > maximum
    ? { key: 'field.tooLarge', number: maximum }
    : undefined;
}

function errorIn(field: Field, value: string): FieldError | undefined {
  switch (field.kind) {
    case 'text':
      return errorInText(field, value);
    case 'number':
      return errorInNumber(field, value);
    default:
      return undefined;
  }
}

function parameterOf(field: Field, value: string): unknown {
  if (field.kind === 'flag') return value === 'true';
  return field.kind === 'number' ? Number(value) : value;
}

/** What was typed as the parameters of the request, and what is amiss. */
export function validateFields(
  fields: readonly Field[],
  values: Values,
): ValidatedFields {
  const result: ValidatedFields = { parameters: {}, missing: [], errors: {} };
  for (const field of fields) {
    const { name, label, required } = field;
    const value = values[name] ?? '';
    if (value === '') {
      if (required) result.missing.push(label);
      continue;
    }
    const error = errorIn(field, value);
    if (error) {
      result.errors[name] = error;
      result.missing.push(label);
    } else {
      result.parameters[name] = parameterOf(field, value);
    }
  }
  return result;
}
