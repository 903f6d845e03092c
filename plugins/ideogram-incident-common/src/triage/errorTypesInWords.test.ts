import { errorTypesInWords } from './errorTypesInWords';

it.each([
  [[], ''],
  [['503'], 'with 503'],
  [['503', '500', '502'], 'with 503, 500 or 502'],
  [['network'], '(network)'],
  [['503', 'timeout'], '(503 or timeout)'],
  [['000'], '(000)'],
  [[`a\nb ${'x'.repeat(90)}`], `(a b ${'x'.repeat(35)}…)`],
])('%j are said as %j', (errorTypes, words) => {
  expect(errorTypesInWords(errorTypes)).toBe(words);
});
