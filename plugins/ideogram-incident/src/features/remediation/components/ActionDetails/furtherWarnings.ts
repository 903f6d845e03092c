/** A number that goes on changing is no news. */
export const withoutNumbers = (warning: string) =>
  warning.replace(/\d+(?:[.,]\d+)*/g, '#');

/** Those that say more than what is known: other numbers are no more. */
export function furtherWarnings(
  warnings: readonly string[],
  known: readonly string[],
): string[] {
  const told = new Set(known.map(withoutNumbers));
  return warnings.filter(warning => !told.has(withoutNumbers(warning)));
}
