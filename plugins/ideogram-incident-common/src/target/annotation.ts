/**
 * The annotation by which an entity names its targets, separated by commas.
 *
 * @public
 */
export const TARGETS_ANNOTATION = 'ideogram-incident/targets';

/**
 * The names of the targets in an annotation's value, in order, each once.
 *
 * @public
 */
export function parseTargetsAnnotation(value: string | undefined): string[] {
  const names = (value ?? '').split(',').map(name => name.trim());
  return [...new Set(names.filter(name => name !== ''))];
}
