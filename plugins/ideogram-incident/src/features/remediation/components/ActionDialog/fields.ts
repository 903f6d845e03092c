interface FieldBase {
  name: string;
  label: string;
  help?: string;
  required: boolean;
  /** What stands there before anybody types. */
  initial: string;
}

/** One parameter of an action, as a person fills it in. */
export type Field = FieldBase &
  (
    | {
        kind: 'text';
        secret: boolean;
        minLength?: number;
        maxLength?: number;
        pattern?: RegExp;
        /** What is wrong where it is not of the pattern. */
        otherwise?: string;
      }
    | { kind: 'number'; integer: boolean; minimum?: number; maximum?: number }
    | { kind: 'flag' }
    | { kind: 'choice'; options: string[] }
  );

/** What was typed, by the name of the field; a flag is `true` or `false`. */
export type Values = Readonly<Record<string, string>>;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A limit that a person could meet: a schema also names those of a computer. */
const limitOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER
    ? value
    : undefined;

/** Undefined where it is none that a browser understands; the backend checks it. */
function patternOf(value: unknown): RegExp | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return new RegExp(value, 'u');
  } catch {
    return undefined;
  }
}

/** The words for a keyword, in the place that form libraries agree on. */
function wordsFor(keyword: string, { errorMessage }: Json): string | undefined {
  return isObject(errorMessage) ? textOf(errorMessage[keyword]) : undefined;
}

/** `apiKey` as "Api key". */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLocaleLowerCase('en-US');
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}

function fieldOf(
  name: string,
  schema: unknown,
  required: boolean,
): Field | undefined {
  if (!isObject(schema)) return undefined;
  const { type, default: initial } = schema;
  const base = {
    name,
    label: textOf(schema.title) ?? wordsOf(name),
    help: textOf(schema.description),
    required,
    initial: initial === undefined ? '' : String(initial),
  };
  if (Array.isArray(schema.enum)) {
    const options = schema.enum.filter(option => typeof option === 'string');
    return options.length === schema.enum.length
      ? { ...base, kind: 'choice', options }
      : undefined;
  }
  switch (type) {
    case 'string':
      return {
        ...base,
        kind: 'text',
        secret: schema.writeOnly === true,
        minLength: limitOf(schema.minLength),
        maxLength: limitOf(schema.maxLength),
        pattern: patternOf(schema.pattern),
        otherwise: wordsFor('pattern', schema),
      };
    case 'integer':
    case 'number':
      return {
        ...base,
        kind: 'number',
        integer: type === 'integer',
        minimum: limitOf(schema.minimum),
        maximum: limitOf(schema.maximum),
      };
    case 'boolean':
      return { ...base, kind: 'flag', initial: String(initial === true) };
    default:
      return undefined;
  }
}

/**
 * The fields of an action's parameters. Those that have to be given, and that
 * no form here can ask for, are named.
 */
export function fieldsOf(parameters: Json): {
  fields: Field[];
  unsupported: string[];
} {
  const properties = isObject(parameters.properties)
    ? parameters.properties
    : {};
  const required = Array.isArray(parameters.required)
    ? parameters.required
    : [];
  const all = Object.entries(properties).map(([name, schema]) => ({
    name,
    field: fieldOf(name, schema, required.includes(name)),
  }));
  return {
    fields: all.flatMap(({ field }) => field ?? []),
    unsupported: all
      .filter(({ name, field }) => !field && required.includes(name))
      .map(({ name }) => wordsOf(name)),
  };
}

export function initialValues(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
}
