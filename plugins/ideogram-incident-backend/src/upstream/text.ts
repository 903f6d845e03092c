import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';

const ESCAPE_SEQUENCE =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Also what turns the direction of text around, and what has no width. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

const PLAIN = /^[ -~]*$/;

/** What no terminal and no browser takes for anything but text. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text.replace(ESCAPE_SEQUENCE, '').replace(INVISIBLE, ' ').trim();
}

/** At most so many characters, with an ellipsis where something is missing. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  const kept = text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.trimEnd()}…`;
}

const MAX_WORD = 300;
/** Masking needs more than what is shown: a secret may begin before the cut. */
const MAX_LOOKED_AT = 4_096;

/**
 * What an outside system says, for a person: one line, without secrets;
 * undefined where it says nothing.
 */
export function plainText(
  said: unknown,
  longest: number = MAX_WORD,
): string | undefined {
  if (typeof said !== 'string') return undefined;
  const { text } = maskSecrets(printable(said.slice(0, MAX_LOOKED_AT)));
  return shortened(text, longest) || undefined;
}
