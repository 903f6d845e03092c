import { labelMatcher } from './labelMatchers';

describe('labelMatcher', () => {
  it.each([
    ['', { a: '1' }, true],
    ['a="1"', { a: '1' }, true],
    ['a="1"', { a: '2' }, false],
    ['a=\'1\', b!="2"', { a: '1', b: '3' }, true],
    ['a=\'1\', b!="2"', { a: '1', b: '2' }, false],
    ['a=~"4..|x"', { a: '404' }, true],
    ['a=~"4..|x"', { a: '1404' }, false],
    ['a!~"4.."', { a: '404' }, false],
    ['a="q\\"s"', { a: 'q"s' }, true],
    ['a=~"1\\\\.5"', { a: '1.5' }, true],
    ['a=~"1\\\\.5"', { a: '1x5' }, false],
    ['job="ideogram", a="1"', { a: '1' }, true],
    ['job="ideogram", a="1"', { a: '2' }, false],
    ['a=~"(?P<x>1)", b="2"', { a: '9', b: '2' }, true],
  ])('of %j keeps %j: %s', (selector, labels, kept) => {
    expect(labelMatcher(selector)(new Map(Object.entries(labels)))).toBe(kept);
  });
});
