export type Fields = Record<string, unknown>;

/** The fields of a line of JSON. */
export function fieldsOf(text: string): Fields | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}

const MESSAGES =
  'msg message event log short_message @m renderedmessage @mt messagetemplate @message body textpayload'.split(
    ' ',
  );
const ERRORS = 'err error exception @x reason cause'.split(' ');

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

/** The first of some fields that has a text, in any casing. */
function first(fields: Fields, names: readonly string[]): string | undefined {
  const values = new Map(
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]),
  );
  for (const name of names) {
    const value = values.get(name);
    if (isText(value)) return value;
    if (!value || typeof value !== 'object') continue;
    const nested = new Map(Object.entries(value)).get('message');
    if (isText(nested)) return nested;
  }
  return undefined;
}

export const messageIn = (fields: Fields) => first(fields, MESSAGES);
export const errorIn = (fields: Fields) => first(fields, ERRORS);
