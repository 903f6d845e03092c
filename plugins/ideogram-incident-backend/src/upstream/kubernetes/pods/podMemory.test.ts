import { parseQuantity } from './podMemory';

it.each([
  ['0', 0],
  ['128Mi', 134217728],
  ['1.5Gi', 1610612736],
  ['.5k', 500],
  ['1e3', 1000],
  ['129e6', 129000000],
  ['100M', 100000000],
  ['1500m', 1.5],
  ['2E', 2e18],
  ['', undefined],
  ['-1Mi', undefined],
  ['12 Mi', undefined],
  ['Mi', undefined],
  ['1.5.5', undefined],
  ['128mi', undefined],
  [undefined, undefined],
  [128, undefined],
])('%s is %s', (quantity, expected) => {
  expect(parseQuantity(quantity)).toBe(expected);
});
