type Labels = ReadonlyMap<string, string>;

const UNLABELLED = 'unlabelled';

/**
 * The type of an error by the labels of its series: the first of the labels
 * asked for that it has, else its only label.
 */
export function errorTypeOf(labels: Labels, errorLabels: string[]): string {
  const label = errorLabels.find(name => labels.get(name));
  if (label !== undefined) return labels.get(label) ?? UNLABELLED;
  const values = [...labels]
    .filter(([name, value]) => name !== '__name__' && value !== '')
    .map(([, value]) => value);
  return values.length === 1 ? values[0] : UNLABELLED;
}
