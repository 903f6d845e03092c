import type { KubeObject } from '../../objects';

/** What is particular to one resource: its defaults, and what it refuses. */
export interface Strategy {
  defaults?: (object: any) => KubeObject;
  /** `previous` is there at an update. */
  validate?: (object: any, previous?: any) => FieldMistake[];
  /** Whether `metadata.generation` counts the changes of `spec`. */
  generation?: true;
}

/** One thing that is wrong with an object, and where. */
export interface FieldMistake {
  field: string;
  reason: string;
  message: string;
}

export function forbidden(field: string, message: string): FieldMistake {
  return { field, reason: 'FieldValueForbidden', message };
}

export function required(field: string): FieldMistake {
  return { field, reason: 'FieldValueRequired', message: 'Required value' };
}

export function wrong(
  field: string,
  value: unknown,
  message: string,
): FieldMistake {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)?.slice(
      0,
      200,
    )}: ${message}`,
  };
}
