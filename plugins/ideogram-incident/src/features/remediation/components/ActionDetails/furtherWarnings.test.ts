import { furtherWarnings } from './furtherWarnings';

const known = ['43% of 3.1 requests/s fail.', 'Argo CD will undo it.'];

it.each([
  ['what is known', ['Argo CD will undo it.'], []],
  ['what is known with other numbers', ['44% of 2,9 requests/s fail.'], []],
  ['something else', ['A quota is near.'], ['A quota is near.']],
])('of %s are %3$j', (_, warnings, further) => {
  expect(furtherWarnings(warnings, known)).toEqual(further);
});
