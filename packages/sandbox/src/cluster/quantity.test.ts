import { parseQuantity } from './quantity';

it.each([
  ['256Mi', 268435456],
  ['1Gi', 1073741824],
  ['1.5G', 1500000000],
  ['500m', 0.5],
  ['110', 110],
  ['1e3', 1000],
  ['', undefined],
  ['many', undefined],
  ['-1', undefined],
  [undefined, undefined],
])('the quantity %p is %p', (text, value) => {
  expect(parseQuantity(text)).toBe(value);
});
