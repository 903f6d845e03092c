import { capitalized, nonBreaking, oneLine } from './text';
import {
  formatAge,
  formatClock,
  formatDuration,
  isoDurationMs,
} from './duration';
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatRate,
} from './quantity';

it.each([
  [-1, '0 s'],
  [0, '0 s'],
  [0.0001, '1 ms'],
  [0.35, '350 ms'],
  [0.9999, '1 s'],
  [1.24, '1.2 s'],
  [5, '5 s'],
  [9.96, '10 s'],
  [52.4, '52 s'],
  [59.7, '1 min'],
  [108, '1 min 48 s'],
  [3599.6, '1 h'],
  [3840, '1 h 4 min'],
  [86399, '1 day'],
  [2 * 86400 + 3 * 3600, '2 days 3 h'],
])('a duration of %d seconds is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [-5, 'just now'],
  [0.9, 'just now'],
  [8.9, '8 s ago'],
  [59.9, '59 s ago'],
  [4 * 60 + 59, '4 min ago'],
  [3 * 3600, '3 h ago'],
  [86400, '1 day ago'],
  [2.5 * 86400, '2 days ago'],
])('an age of %d seconds is %s', (seconds, text) => {
  expect(formatAge(seconds)).toBe(text);
});

it.each([
  [-3, '0:00'],
  [0.2, '0:01'],
  [564, '9:24'],
  [3850, '1:04:10'],
])('%d seconds on a clock are %s', (seconds, text) => {
  expect(formatClock(seconds)).toBe(text);
});

it.each([
  [0, '0%'],
  [0.00001, 'under 0.1%'],
  [0.004, '0.4%'],
  [0.05, '5%'],
  [0.0996, '10%'],
  [0.62, '62%'],
  [0.994, '99%'],
  [0.9951, '99.5%'],
  [0.99999, 'over 99.9%'],
  [1, '100%'],
])('a share of %d is %s', (ratio, text) => {
  expect(formatPercent(ratio)).toBe(text);
});

it.each([
  [0, '0 requests/s'],
  [3.14, '3.1 requests/s'],
  [0.12, '0.12 requests/s'],
  [120.4, '120 requests/s'],
  [0.04, '2.4 requests/min'],
  [0.001, '3.6 requests/h'],
  [0.0000001, 'under 0.1 requests/h'],
])('a rate of %d is %s', (perSecond, text) => {
  expect(formatRate(perSecond, 'requests')).toBe(text);
});

it.each([
  [0, '0 B'],
  [512, '512 B'],
  [8 * 1024 * 1024, '8 MiB'],
  [1.5 * 1024 ** 3, '1.5 GiB'],
  [1024 ** 2 - 1, '1 MiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  ['over 99.9% of 3.3 requests/s fail', 'Over 99.9% of 3.3 requests/s fail'],
  ['96% fail', '96% fail'],
  ['écrit', 'Écrit'],
  ['', ''],
])('%j begins a sentence as %j', (text, expected) => {
  expect(capitalized(text)).toBe(expected);
});

it.each([
  ['a\n\tb\u0000\u202ec\u2028', 'a b c'],
  ['abcdefgh', 'abcdefgh'],
  ['abcdefghi', 'abcdefg…'],
  ['abcdef ghi', 'abcdef…'],
  ['abcdef😀ghi', 'abcdef…'],
  ['x'.repeat(1_000_000), 'xxxxxxx…'],
])('puts %j on one line of 8 signs', (text, line) => {
  expect(oneLine(text, 8)).toBe(line);
});

it('says one pod and two pods', () => {
  expect(formatCount(1, 'pod')).toBe('1 pod');
  expect(formatCount(2, 'pod')).toBe('2 pods');
  expect(formatCount(0, 'reply', 'replies')).toBe('0 replies');
});

it.each([
  ['PT15M', 900_000],
  ['PT1H', 3_600_000],
  ['P1DT1S', 86_401_000],
  ['P', undefined],
  ['PT', undefined],
  ['2h', undefined],
  ['next-business-day', undefined],
  [`P${'9'.repeat(30)}D`, undefined],
])('the ISO duration %s has %s ms', (text, ms) => {
  expect(isoDurationMs(text)).toBe(ms);
});

it('keeps a number and its unit together', () => {
  expect(nonBreaking('P95 is 41 s, the limit is 1 min 30 s of 6 pods')).toBe(
    'P95 is 41\u00a0s, the limit is 1\u00a0min 30\u00a0s of 6 pods',
  );
});
