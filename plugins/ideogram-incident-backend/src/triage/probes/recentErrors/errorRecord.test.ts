import { createMasker } from 'backstage-plugin-ideogram-incident-common';
import { collectErrors } from './collectErrors';

/** What is read in a log that was written at once, or a line each few seconds. */
async function read(log: string, secondsApart = 0) {
  const text = log
    .split('\n')
    .map((line, index) => {
      const at = new Date(Date.UTC(2026, 10, 26) + index * secondsApart * 1e3);
      return `${at.toISOString()} ${line}\n`;
    })
    .join('');
  return collectErrors(
    [
      {
        log: { pod: 'a', isInit: false, restarted: false },
        runs: [{ text, truncated: false, previous: false }],
      },
    ],
    { sinceSeconds: 300, isPart: false, masker: createMasker() },
  );
}

it.each<[what: string, log: string, text: string, httpStatus?: number]>([
  [
    'a traceback of Python',
    `Traceback (most recent call last):
  File "/app/images.py", line 12, in call
    raise ValueError("error in size")
ValueError: error in size`,
    'ValueError: error in size',
  ],
  [
    'a line of a logger of Python with its traceback and the one before it',
    `ERROR:images:no image
Traceback (most recent call last):
  File "/app/http.py", line 3, in get
ConnectionError: refused

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/images.py", line 12, in call
requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example/`,
    'ERROR:images:no image: requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example/',
    401,
  ],
  [
    'an exception of Java with its causes',
    `12:04:11.123 [main] ERROR c.a.Images - no image
java.lang.IllegalStateException: no answer
\tat com.acme.Images.call(Images.java:12)
\tat com.acme.ErrorFilter.run(ErrorFilter.java:7)
Caused by: java.net.ConnectException: refused
\tat java.base/sun.nio.ch.Net.connect(Native Method)
\t... 12 more`,
    '<n> [main] ERROR c.a.Images - no image: java.net.ConnectException: refused',
  ],
  [
    'a panic of Go with its goroutines',
    `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x12]

goroutine 1 [running]:
main.(*client).errorOf(0x0)
\t/app/client.go:12 +0x1d
main.main()
\t/app/main.go:7 +0x1d

goroutine 7 [select]:
net/http.(*Transport).handleError(0xc000)
\t/usr/local/go/src/net/http/transport.go:12 +0x1d
created by main.run
exit status 2`,
    'panic: runtime error: invalid memory address or nil pointer dereference',
  ],
  [
    'a stack of Node with its cause',
    `TypeError: fetch failed
    at handleError (node:internal/deps/undici:12:3)
    at async call (/app/error.js:7:1) {
  [cause]: Error: connect ECONNREFUSED 10.0.0.7:443
      at TCPConnectWrap.afterConnect (node:net:12:3) {
    code: 'ECONNREFUSED'
  }
}

Node.js v24.0.0`,
    'TypeError: fetch failed',
  ],
  [
    'an error that Node does not catch',
    `/app/images.js:12
    throw new Error('no image');
    ^

Error: no image
    at Object.<anonymous> (/app/images.js:12:9)`,
    'Error: no image',
  ],
  [
    'what pino-pretty prints',
    `[12:04:11.123] ERROR (12): no image
    err: {
      "type": "Error",
      "message": "no answer",
      "stack":
          Error: no answer
              at call (/app/images.js:12:9)
    }`,
    '[<n>] ERROR (<n>): no image',
  ],
  [
    'an error of Ruby',
    `app/images.rb:12:in 'call': no image (RuntimeError)
\tfrom app/error.rb:7:in 'run'
\tfrom app/main.rb:3:in '<main>'`,
    "app/images.rb:<n>:in 'call': no image (RuntimeError)",
  ],
  [
    'an error of Rails',
    `F, [2026-11-26T12:04:11.123456 #7] FATAL -- :
F, [2026-11-26T12:04:11.123456 #7] FATAL -- : RuntimeError (no image):
F, [2026-11-26T12:04:11.123456 #7] FATAL -- :
F, [2026-11-26T12:04:11.123456 #7] FATAL -- : app/images.rb:12:in 'call'`,
    expect.stringContaining('RuntimeError (no image)'),
  ],
  [
    'an exception of .NET',
    `Unhandled exception. System.InvalidOperationException: no image
 ---> System.Net.Http.HttpRequestException: error
   at Acme.Images.Call() in /src/Images.cs:line 12
   --- End of inner exception stack trace ---
   at Acme.Errors.Run()`,
    'Unhandled exception. System.InvalidOperationException: no image',
  ],
  [
    'a line of .NET whose message stands below',
    `fail: Acme.Images.Client[0]
      Ideogram answered 503
      System.Net.Http.HttpRequestException: error
         at Acme.Images.Call()`,
    'fail: Acme.Images.Client[<n>] Ideogram answered 503',
    503,
  ],
  [
    'a panic of Rust',
    `thread 'main' panicked at src/main.rs:12:5:
called \`Result::unwrap()\` on an \`Err\` value: Error("no image")
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
    expect.stringContaining('Error("no image")'),
  ],
  [
    'an error of PHP',
    `[26-Nov-2026 12:04:11 UTC] PHP Fatal error:  Uncaught Exception: no image in /app/images.php:12
Stack trace:
#0 /app/error.php(7): call()
#1 {main}
  thrown in /app/images.php on line 12`,
    expect.stringContaining('Uncaught Exception: no image'),
  ],
])('%s is one error', async (...row) => {
  const [, log, text, httpStatus] = row;
  const { total, groups, lines } = await read(log);
  expect(total).toBe(1);
  expect(groups).toEqual([expect.objectContaining({ text, count: 1 })]);
  expect(groups[0].httpStatus).toBe(httpStatus);
  expect(lines).toHaveLength(1);
  expect(lines[0].text.split('\n').length).toBeGreaterThan(1);
});

it.each([
  ['each with a level', 'ERROR a\nERROR b\nERROR c', 0, 3],
  ['without a level', 'TypeError: a\nTypeError: b', 0, 2],
  ['in JSON', '{"level":50,"msg":"a"}\n{"level":50,"msg":"b"}', 0, 2],
  ['indented like a message', 'ERROR a\n ERROR b', 0, 2],
  [
    'of two requests that fail alike',
    'Traceback (most recent call last):\n  File "a"\nE: 1\nTraceback (most recent call last):\n  File "a"\nE: 1',
    0,
    2,
  ],
  ['some seconds apart', 'ERROR a\n  error: b', 5, 2],
])('errors %s are several', async (_, log, secondsApart, total) => {
  expect((await read(log, secondsApart)).total).toBe(total);
});

it('leaves the message alone that stands below a quiet line', async () => {
  const { total } = await read(
    'info: Acme.Images[0]\n      Error budget is 99%\ninfo: Acme.Images[0]\n      done',
  );
  expect(total).toBe(0);
});

it('goes on after an error with what is none of its', async () => {
  const { lines } = await read('ERROR a\n  at b\ninfo: done\n  whatever');
  expect(lines.map(line => line.text)).toEqual(['ERROR a\n  at b']);
});

it('is bounded, however long a stack trace is', async () => {
  const frames = '    at call (/app/images.js:12:9)\n'.repeat(5_000);
  const { lines } = await read(`Error: no image\n${frames}`);
  expect(lines[0].text.length).toBeLessThanOrEqual(2_000);
});

it('masks what stands in a stack trace', async () => {
  const { lines, masked } = await read(
    'ERROR no image\n  headers: { "Api-Key": "Zx81kd02mf93lq47" }',
  );
  expect(lines[0].text).not.toContain('Zx81');
  expect(masked).toBeGreaterThan(0);
});
