import { parseLog } from './logLine';

const at = (time: string) => Date.parse(time);

it.each([
  [
    'the cluster’s timestamps',
    '2026-11-23T12:00:00.123456789Z one\n2026-11-23T13:00:01+01:00 two\n',
    [
      { pod: 'p', at: at('2026-11-23T12:00:00.123Z'), text: 'one' },
      { pod: 'p', at: at('2026-11-23T12:00:01Z'), text: 'two' },
    ],
  ],
  [
    'lines without one, which are as old as those before',
    '2026-11-23T12:00:00Z one\n  two\n',
    [
      { pod: 'p', at: at('2026-11-23T12:00:00Z'), text: 'one' },
      { pod: 'p', at: at('2026-11-23T12:00:00Z'), text: 'two' },
    ],
  ],
  ['no timestamps at all', 'one\n', [{ pod: 'p', text: 'one' }]],
  [
    'a timestamp that is none',
    '2026-99-99T12:00:00Z one',
    [{ pod: 'p', text: 'one' }],
  ],
  ['empty lines, which say nothing', '2026-11-23T12:00:00Z \n\n', []],
  ['nothing', '', []],
  [
    'colours, bells and text that runs backwards',
    '\u001b[31mred\u001b[0m \u0007bell \u001b]0;title\u0007\u202edesrever',
    [{ pod: 'p', text: 'red  bell  desrever' }],
  ],
])('reads %s', (_, log, expected) => {
  expect(parseLog('p', log)).toEqual(expected);
});
