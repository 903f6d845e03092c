import { isErrorLine } from './errorLines';
import { parseLine } from './logLine';

describe('an error line', () => {
  it.each([
    // As people write them.
    'Error: Request failed with status code 401',
    '2026-11-23 12:04:11,123 ERROR [main] Ideogram answered 503',
    '2026-11-23T12:04:11.123Z error: Ideogram API answered 503 req-1',
    '[error] upstream timed out',
    'TypeError: fetch failed',
    'java.lang.NullPointerException: null',
    'Uncaught TypeError: null is not an object',
    'panic: runtime error: index out of range',
    'thread main panicked at src/main.rs:1:1',
    'FATAL: password authentication failed',
    'E1123 12:04:11.123456 1 client.go:12] ideogram: 503',
    'request failed, error_count=3',
    'Got 3 errors, 0 warnings',
    // With a level of their own.
    '{"level":"error","msg":"ideogram answered 503"}',
    '{"level":50,"msg":"ideogram answered 503"}',
    '{"severity":"CRITICAL","message":"no credit"}',
    '{"level":3,"short_message":"gelf"}',
    'level=error msg="no answer"',
    'ts=1 lvl=fatal msg="no answer"',
    '{"level":"warn","msg":"retry","err":{"message":"socket hang up"}}',
    'level=warn msg="request failed with error 429"',
    '{"msg":"no level","error":"timeout"}',
    '2026-11-23 12:04:11 | CRITICAL | app:main:12 - out of credit',
  ])('%s', line => {
    expect(isErrorLine(line)).toBe(true);
  });

  it.each([
    'image made req-1',
    '{"level":"info","msg":"batch done","errors":0}',
    '{"level":"info","msg":"error handler installed"}',
    '{"level":30,"msg":"recovered from error"}',
    '{"level":"info","error":"none"}',
    'level=info msg="errors=5 in the last hour"',
    'level=debug error=timeout',
    '2026-11-23T12:04:11.123Z info: no error since start',
    '2026-11-23 12:04:11,123 INFO [main] ErrorController ready',
    '[debug] error budget 99%',
    'I1123 12:04:11.123456 1 client.go:12] error handler ready',
    'error_count=0 requests=12',
    'done, 0 errors',
    'Finished without any errors',
    'no fatal errors found',
    '{"requests":3,"error":null}',
    '{"requests":3,"errors":[]}',
    'errors: 0, exceptions: 0.00%',
    'error-free for 3 days',
    'GET /errors/recent 200',
    'at handleError (/app/src/error.js:12:3)',
    'at com.example.ErrorHandler.run(ErrorHandler.java:12)',
    '{"level":"warning","msg":"slow"}',
    '{"level":6,"short_message":"error of yesterday"}',
  ])('is not: %s', line => {
    expect(isErrorLine(line)).toBe(false);
  });
});

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
