import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createAuthority, issueCertificate } from '../certificates';
import { kubeconfig } from '../kubeconfig';
import { close, listen } from '../listen';
import { ApiClient } from './apiClient';

let server: Server;
let client: ApiClient;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  const authority = await createAuthority();
  const { certificate, key } = await issueCertificate(
    authority,
    'api-server',
    'server',
  );
  server = createServer({ cert: certificate, key }, (request, response) =>
    answer(request, response),
  );
  const port = await listen(server, 0);
  client = await ApiClient.connect(
    kubeconfig(
      `https://127.0.0.1:${port}`,
      authority.certificate,
      'viewer',
      'token',
    ),
  );
});

afterAll(async () => {
  client.close();
  await close(server);
});

const stream = (...objects: object[]) =>
  objects.map(object => `${JSON.stringify(object)}\n`).join('');

it('a watch that is ended while more events have already come ends in silence', async () => {
  let left!: Promise<unknown>;
  answer = (_, response) => {
    left = once(response, 'close');
    response.write(stream({ type: 'ADDED' }, { type: 'MODIFIED' }));
  };
  const stop = new AbortController();
  const seen: unknown[] = [];
  const note = (event: unknown) => {
    seen.push(event);
    stop.abort();
  };
  await client.watch('/api/v1/pods', {}, note, stop.signal);
  await left;
  expect(seen).toEqual([{ type: 'ADDED' }]);
});

it('a watch whose event is refused lets its connection go', async () => {
  let left!: Promise<unknown>;
  answer = (_, response) => {
    left = once(response, 'close');
    response.write(stream({ type: 'ERROR' }));
  };
  const refuse = () => {
    throw new Error('too old');
  };
  const { signal } = new AbortController();
  await expect(
    client.watch('/api/v1/pods', {}, refuse, signal),
  ).rejects.toThrow('too old');
  await left;
});
