import { maskKnownValues } from 'backstage-plugin-ideogram-incident-common';

/** As {@link maskKnownValues} masks. */
const MASK = '[masked]';
/** Shorter pieces of a secret help nobody to find the rest. */
const PIECE = 6;
/** Looking for pieces of more takes too long; no credential is that long. */
const LONGEST = 16 * 1024;
/** More is not shown anyway. */
const LONGEST_TEXT = 4_096;

/**
 * What an API server says, without the secrets that it was sent. Its parser
 * quotes the bytes around the place where it stopped, so that pieces of a
 * value are masked as well.
 */
export function withoutSent(said: string, secrets: readonly string[]): string {
  if (secrets.some(secret => secret.length > LONGEST)) return '';
  const text = said.slice(0, LONGEST_TEXT);
  return secrets.reduce(
    (rest, secret) => formsOf(secret).reduce(withoutPieces, rest),
    maskKnownValues(text, secrets).text,
  );
}

function formsOf(secret: string): string[] {
  const values = [secret, secret.trim()].map(value => Buffer.from(value));
  const forms = values.flatMap(bytes => [
    bytes.toString(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ]);
  return [...new Set(forms)].filter(form => form.length >= PIECE);
}

function withoutPieces(text: string, form: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const length = sharedLength(text, at, form);
    if (length < PIECE) {
      result += text[at];
      at += 1;
    } else {
      result += MASK;
      at += length;
    }
  }
  return result;
}

/** How much of the text from there on stands in the form somewhere. */
function sharedLength(text: string, from: number, form: string): number {
  let length = 0;
  let piece = text.slice(from, from + PIECE);
  while (piece.length > length && form.includes(piece)) {
    length = piece.length;
    piece = text.slice(from, from + length + 1);
  }
  return length;
}
