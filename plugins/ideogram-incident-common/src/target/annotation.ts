/**
 * The annotation by which an entity names its targets, separated by commas.
 *
 * @public
 */
export const TARGETS_ANNOTATION = 'ideogram-incident/targets';

/**
 * The names of the targets in an annotation's value, in order, each once. A
 * value that is no text names none.
 *
 * @public
 */
export function parseTargetsAnnotation(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const names = value.split(',').map(name => name.trim());
  return [...new Set(names.filter(name => name !== ''))];
}
