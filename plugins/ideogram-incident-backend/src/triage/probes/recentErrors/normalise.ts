const LEADING_TIME =
  /^[[(]?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z| ?[+-]\d{2}:?\d{2})?[\])]?[\s|-]*/;
const TIME =
  /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?/g;
const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g;
const WORD = /[\w-]+/g;
/** `sha256`, `ideogram-v3` and `1500ms` say more than an id. */
const TELLING_WORD = /^(?:[a-z]+(?:[_-][a-z]+)*[_-]?\d{1,3}|\d+[a-z]{1,3})$/i;
const SHORTEST_ID = 6;
const NUMBER = /(?<![\w<])-?\d+(?:[.,:]\d+)*/g;

/** Letters and digits mixed, as no word of a language has them. */
function isId(word: string): boolean {
  return (
    word.length >= SHORTEST_ID &&
    /\d/.test(word) &&
    /[a-z]/i.test(word) &&
    !TELLING_WORD.test(word)
  );
}

/**
 * A message without what differs from one occurrence to the next; its HTTP
 * status stays.
 */
export function normalise(message: string, httpStatus?: number): string {
  const kept = String(httpStatus);
  return message
    .replace(LEADING_TIME, '')
    .replace(TIME, '<time>')
    .replace(UUID, '<id>')
    .replace(ADDRESS, '<address>')
    .replace(WORD, word => (isId(word) ? '<id>' : word))
    .replace(NUMBER, number => (number === kept ? number : '<n>'))
    .replace(/\s+/g, ' ')
    .trim();
}
