import { parseJson, TooDeepError } from './json';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it.each([
  '{"a":[1,{"b":null}],"c":"\\"[[["}',
  `"${'['.repeat(1000)}"`,
  `{"${'{'.repeat(1000)}\\\\":1}`,
  `[${'[],'.repeat(1000)}[]]`,
  nested(100),
])('parses %.40s as it is', text => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

it.each([
  ['lists', nested(101)],
  ['a million lists', nested(1_000_000)],
  ['mappings', '{"a":'.repeat(1_000_000)],
  ['lists behind a text', `["\\"",${'['.repeat(101)}`],
])('does not build %s in each other', (_, text) => {
  expect(() => parseJson(text)).toThrow(TooDeepError);
});

it.each(['', '{', '"', '"\\', '[1,]', ']'.repeat(200)])(
  'refuses %j as JSON.parse does',
  text => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);
