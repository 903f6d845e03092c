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

it('gives up what is not answered, a change later than a reading', async () => {
  const client = clientThatGets();
  const ended = Promise.allSettled([
    client.start('runAction', RESTART),
    client.call('targets', { entityRef: ENTITY }),
  ]);
  const given = () => signals.map(signal => signal?.aborted);
  await jest.advanceTimersByTimeAsync(14_999);
  expect(given()).toEqual([false, false]);
  await jest.advanceTimersByTimeAsync(1);
  expect(given()).toEqual([false, true]);
  await jest.advanceTimersByTimeAsync(15_000);
  expect((await ended).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
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
