/**
 * @jest-environment node
 */
import { lazyClient } from './lazyClient';

const ENTITY = 'component:default/ideogram-integration';
const TARGETS = { targets: [], undefinedTargets: [] };
const RESTART = {
  entityRef: ENTITY,
  params: { action: 'restart' },
  body: { target: 'production' },
  idempotencyKey: 'key',
};

let urls: string[];
let signals: (AbortSignal | null | undefined)[];

/** A client whose portal answers with a body, or never. */
function clientThatGets(body?: unknown) {
  urls = [];
  signals = [];
  return lazyClient({
    fetch: (input, init) => {
      urls.push(String(input));
      signals.push(init?.signal);
      const headers = { 'content-type': 'application/json' };
      return body
        ? Promise.resolve(new Response(JSON.stringify(body), { headers }))
        : new Promise((_, reject) => {
            init?.signal?.addEventListener('abort', () =>
              reject(new Error('aborted')),
            );
          });
    },
  });
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('leaves out of the address what is not given', async () => {
  const client = clientThatGets({ operations: [] });
  await client.call('operations', {
    entityRef: ENTITY,
    query: { target: 'production', cursor: undefined },
  });
  expect(urls).toEqual([
    'plugin://ideogram-incident/entities/component/default/ideogram-integration/operations?target=production',
  ]);
});

it('gives up a change that is not answered, but no reading', async () => {
  const client = clientThatGets();
  const change = client.start('runAction', RESTART);
  const ended = Promise.allSettled([change]);
  client.call('targets', { entityRef: ENTITY }).catch(() => {});
  await jest.advanceTimersByTimeAsync(29_000);
  expect(signals.map(signal => signal?.aborted ?? false)).toEqual([
    false,
    false,
  ]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect((await ended)[0].status).toBe('rejected');
  expect(signals[1]).toBeUndefined();
});

it('ends with whoever asked', async () => {
  const client = clientThatGets();
  const gone = new AbortController();
  const { signal } = gone;
  const ended = Promise.allSettled([
    client.start('runAction', { ...RESTART, signal }),
    client.call('targets', { entityRef: ENTITY, signal }),
  ]);
  await jest.advanceTimersByTimeAsync(0);
  gone.abort();
  expect((await ended).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
});

it('takes for what was begun only what the contract says of it', async () => {
  const client = clientThatGets(TARGETS);
  await expect(client.call('targets', { entityRef: ENTITY })).resolves.toEqual(
    TARGETS,
  );
  await expect(client.start('runAction', RESTART)).rejects.toMatchObject({
    name: 'UnexpectedAnswerError',
  });
});
