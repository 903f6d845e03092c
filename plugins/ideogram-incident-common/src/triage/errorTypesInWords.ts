import { oneLine } from '../format/oneLine';

const HTTP_STATUS = /^[1-5]\d\d$/;
const LABEL = 40;

function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/**
 * Labels of error series as they follow a verb or a number: HTTP statuses are
 * what something fails with, `with 503 or 500`; words are names that the
 * integration gave and stand beside the sentence, `(timeout)`.
 *
 * @public
 */
export function errorTypesInWords(errorTypes: readonly string[]): string {
  if (errorTypes.length === 0) return '';
  const labels = oneOf(errorTypes.map(type => oneLine(type, LABEL)));
  return errorTypes.every(type => HTTP_STATUS.test(type))
    ? `with ${labels}`
    : `(${labels})`;
}
