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
