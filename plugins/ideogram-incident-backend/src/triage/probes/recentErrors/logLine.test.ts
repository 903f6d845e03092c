import { parseLine } from './logLine';

const at = (time: string) => Date.parse(time);

it.each([
  [
    'the timestamp of the cluster',
    '2026-11-23T12:00:00.123456789Z one',
    { pod: 'p', at: at('2026-11-23T12:00:00.123Z'), text: 'one' },
  ],
  [
    'a timestamp of another time zone',
    '2026-11-23T13:00:01+01:00 two',
    { pod: 'p', at: at('2026-11-23T12:00:01Z'), text: 'two' },
  ],
  ['no timestamp', 'one', { pod: 'p', text: 'one' }],
  [
    'a timestamp that is none',
    '2026-99-99T12:00:00Z one',
    { pod: 'p', text: 'one' },
  ],
  ['nothing', '', { pod: 'p', text: '' }],
  [
    'colours, bells and text that runs backwards',
    '\u001b[31mred\u001b[0m \u0007bell \u001b]0;title\u0007\u202edesrever',
    { pod: 'p', text: 'red  bell  desrever' },
  ],
])('reads a line with %s', (_, line, expected) => {
  expect(parseLine('p', line)).toEqual(expected);
});
