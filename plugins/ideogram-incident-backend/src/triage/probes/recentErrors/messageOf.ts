const MESSAGE_KEYS = ['msg', 'message', 'event', 'log'];
const ERROR_KEYS = ['err', 'error', 'exception', 'reason'];

type Fields = Record<string, unknown>;

function fieldsOf(text: string): Fields | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Fields;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

function first(fields: Fields, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (isText(value)) return value;
    const nested = (value as { message?: unknown } | null | undefined)?.message;
    if (isText(nested)) return nested;
  }
  return undefined;
}

/** What a line says: of JSON its message and its error, otherwise all of it. */
export function messageOf(text: string): string {
  const fields = fieldsOf(text);
  if (!fields) return text;
  const message = first(fields, MESSAGE_KEYS);
  const error = first(fields, ERROR_KEYS);
  if (!message || !error || message.includes(error)) {
    return message ?? error ?? text;
  }
  return `${message}: ${error}`;
}
