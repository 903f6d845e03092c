import { plainText, printable, shortened } from './text';

it.each([
  ['plain words', 'plain words'],
  ['  around  ', 'around'],
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007rest', 'rest'],
  ['two\r\nlines', 'two lines'],
  ['turned \u202earound', 'turned  around'],
  ['no\u200bwidth\u0000', 'no width'],
  ['画像 🙂', '画像 🙂'],
])('prints %j as %j', (text, printed) => {
  expect(printable(text)).toBe(printed);
});

it.each([
  ['short', 'short'],
  ['exactly 10', 'exactly 10'],
  ['eleven long', 'eleven lo…'],
  ['half 🙂🙂🙂🙂🙂', 'half 🙂🙂…'],
])('shortens %j to %j', (text, short) => {
  expect(shortened(text, 10)).toBe(short);
});

describe('plainText', () => {
  it.each([undefined, null, 5, {}, '', ' \n'])('of %j is nothing', said => {
    expect(plainText(said)).toBeUndefined();
  });

  it('masks what looks like a secret, also one that is cut', () => {
    const key = `api_key=${'k3y'.repeat(100)}`;
    expect(plainText(`denied: ${key}`)).toBe('denied: api_key=[masked]');
    expect(plainText(`denied: ${key}`, 20)).toBe('denied: api_key=[ma…');
  });

  it('looks at no more than a person would read', () => {
    expect(plainText('x'.repeat(10_000_000))).toBe(`${'x'.repeat(299)}…`);
  });
});
