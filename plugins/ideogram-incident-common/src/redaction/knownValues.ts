import { MASK } from './mask';

/** Shorter ones would hide half of every line and are no credentials. */
const SHORTEST = 4;

function percentEncoded(value: string): string {
  // A lone surrogate has no encoding and would throw.
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function base64(value: string): string {
  const bytes = percentEncoded(value).replace(
    /%([0-9A-F]{2})/g,
    (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
  );
  return btoa(bytes).replace(/=+$/, '');
}

/** The forms in which a value stands in logs, requests and secrets. */
function formsOf(value: string): string[] {
  const encoded = percentEncoded(value);
  // `echo` and editors end a value with a line break before it is encoded.
  const plain = [value, `${value}\n`].map(base64);
  const forms = [
    value,
    JSON.stringify(value).slice(1, -1),
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase()),
    encoded.replace(/%20/g, '+'),
    ...plain,
    ...plain.map(text => text.replace(/\+/g, '-').replace(/\//g, '_')),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/**
 * Replaces values that are known to be secret with `[masked]`, in each of the
 * forms in which they stand in logs, requests and JSON, and counts them.
 *
 * @public
 */
export function maskKnownValues(
  text: string,
  known: readonly string[],
): { text: string; masked: number } {
  let result = text;
  let masked = 0;
  for (const value of known) {
    if (value.trim().length < SHORTEST) continue;
    for (const form of formsOf(value.trim())) {
      const parts = result.split(form);
      masked += parts.length - 1;
      result = parts.join(MASK);
    }
  }
  return { text: result, masked };
}
