import { plainText } from '../../upstream/text';

type Labels = ReadonlyMap<string, string>;

const UNLABELLED = 'unlabelled';
/** More than is shown: a secret is masked whole before the rest is cut. */
const LONGEST = 1000;
const LONGEST_SHOWN = 100;

/**
 * The type of an error by the labels of its series: the first of the labels
 * asked for that it has, else its only label.
 */
export function errorTypeOf(labels: Labels, errorLabels: string[]): string {
  const label = errorLabels.find(name => labels.get(name));
  const values = [...labels]
    .filter(([name, value]) => name !== '__name__' && value !== '')
    .map(([, value]) => value);
  const only = values.length === 1 ? values[0] : UNLABELLED;
  return (label === undefined ? only : labels.get(label) ?? only).slice(
    0,
    LONGEST,
  );
}

/** For a person: labels hold whatever an integration puts into them. */
export function shownErrorType(errorType: string): string {
  return plainText(errorType, LONGEST_SHOWN) ?? UNLABELLED;
}
