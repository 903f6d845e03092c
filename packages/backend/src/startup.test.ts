import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const script = (name: string) =>
  require(path.resolve(__dirname, '../../../scripts', name));
const { startupFailureReader } = script('startupFailure.mjs');
const { waitUntilAnswers } = script('waiting.mjs');

describe('the start of the portal', () => {
  it('reads all reasons why the backend can not start, and nothing else', () => {
    const told: string[] = [];
    const read = startupFailureReader((reasons: string) => told.push(reasons));

    [
      '\u001b[2mT\u001b[22m \u001b[34mbackstage\u001b[39m error Plugin failed',
      '  not a reason',
      '\u001b[2mT\u001b[22m \u001b[31merror\u001b[39m Unhandled rejection Backend startup failed due to the following errors:',
      "  Plugin 'x' startup failed; caused by InputError: 2 mistakes:",
      '  a.b is missing',
      '  a.c must be a list \u001b[36mtype\u001b[39m="unhandledRejection" \u001b[36mstack\u001b[39m="Error"',
      '  not a reason either',
    ].forEach(read);

    expect(told).toEqual([
      [
        "  Plugin 'x' startup failed; caused by InputError: 2 mistakes:",
        '  a.b is missing',
        '  a.c must be a list',
      ].join('\n'),
    ]);
  });

  it('waits no longer once it is told to end', async () => {
    const server = http.createServer((_, response) => {
      response.statusCode = 503;
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ending = new AbortController();
    server.once('request', () => ending.abort());
    const { port } = server.address() as AddressInfo;

    await expect(
      waitUntilAnswers(`http://127.0.0.1:${port}`, 'backend', {
        signal: ending.signal,
      }),
    ).rejects.toThrow(/abort/i);

    server.close();
  });
});
