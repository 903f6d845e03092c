/**
 * What an outside system said, fit to stand inside a sentence: on one line,
 * without control characters, and cut where it is long.
 *
 * @public
 */
export function oneLine(text: string, maxLength = 80): string {
  // Cut early: the rest may be megabytes.
  const line = text
    .slice(0, maxLength * 4)
    .replace(/[\s\p{Cc}\p{Cf}\p{Surrogate}]+/gu, ' ')
    .trim();
  return line.length > maxLength
    ? `${line
        .slice(0, maxLength - 1)
        // Of a sign that takes two places, the first is none.
        .replace(/\p{Surrogate}$/u, '')
        .trimEnd()}…`
    : line;
}

/**
 * A text as it begins a sentence: some values are said in words, such as
 * `over 99.9%`.
 *
 * @public
 */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

const NUMBER_AND_UNIT =
  /(\d) (?=(?:ms|s|min|h|days?|B|KiB|MiB|GiB|TiB|requests|errors|images)\b)/g;

/**
 * Keeps a number and its unit on one line. For text that is drawn on a
 * screen; what the API answers has ordinary spaces, so that it can be searched.
 *
 * @public
 */
export function nonBreaking(text: string): string {
  return text.replace(NUMBER_AND_UNIT, '$1\u00a0');
}
