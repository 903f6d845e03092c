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
    ? `${line.slice(0, maxLength - 1).trimEnd()}…`
    : line;
}
