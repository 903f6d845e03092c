import { execFileSync } from 'node:child_process';
import { shellQuote } from './shellQuote';

it.each([
  ['ideogram-secrets', 'ideogram-secrets'],
  ['app=ideogram-integration', 'app=ideogram-integration'],
  ['https://api.yourapp.com/health', 'https://api.yourapp.com/health'],
  ['app in (a, b)', "'app in (a, b)'"],
  ['', "''"],
  ['=ls', "'=ls'"],
  ['~root', "'~root'"],
  ["it's", String.raw`'it'\''s'`],
  ['$(reboot)', "'$(reboot)'"],
])('%s is written %s', (value, quoted) => {
  expect(shellQuote(value)).toBe(quoted);
});

const HOSTILE = [
  "'; touch /tmp/owned; '",
  '"; touch owned; "',
  '$(touch owned)',
  '`touch owned`',
  'a\nb',
  'a\r\u0003\u001b[201~rm -rf .\n',
  "\\' \\n \u0007",
  'a & b | c > d < e ; f # g ! h * i ? j { k } [ l ]',
  '\u202e\u2028 right to left \u{e0001}',
  '-rf',
  '%s %n',
  '${HOME}',
];

it.each(HOSTILE)('%j reaches the command as it is', value => {
  const command = `printf '[%s]' ${shellQuote(value)}`;
  const output = execFileSync('bash', ['--norc', '-c', command], {
    env: { LC_ALL: 'C.UTF-8' },
  });
  expect(output.toString()).toBe(`[${value}]`);
});

it.each(HOSTILE)('%j leaves no sign that a terminal would act on', value => {
  expect(shellQuote(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
