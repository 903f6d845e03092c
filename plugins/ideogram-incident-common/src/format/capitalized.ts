/**
 * A text as it begins a sentence: some values are said in words, such as
 * `over 99.9%`.
 *
 * @public
 */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
