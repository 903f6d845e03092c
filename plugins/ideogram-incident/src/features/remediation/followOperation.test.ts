/**
 * @jest-environment node
 */
import { RouteClient } from '../../api/RouteClient';
import { operation } from '../../testing/operations';
import { event, EVENT_STREAM, JSON_TYPE } from '../../testing/pluginServer';
import { followOperation, type OperationEvent } from './remediationApi';

const AT = '2026-11-25T14:00:00.000Z';
const RUNS = operation('one', AT);
const ENDED = operation('one', AT, { status: 'succeeded', finishedAt: AT });

type Answer = () => Response | Promise<Response>;

const streamed = (...events: string[]) =>
  new Response(events.join(''), { headers: EVENT_STREAM });
const plain = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: JSON_TYPE });
const lost = (): Response => {
  throw new TypeError('fetch failed');
};

let arrived: string[];
let accepts: (string | null)[];
let gone: AbortController;

/** Follows one operation with the answers given, one for each request. */
function follow(answers: Answer[]) {
  arrived = [];
  accepts = [];
  gone = new AbortController();
  const client = new RouteClient({
    fetch: async (_, init) => {
      accepts.push(new Headers(init?.headers).get('accept'));
      const answer = answers.shift();
      if (!answer) throw new Error('Asked more often than expected');
      return answer();
    },
  });
  return (async () => {
    const events: AsyncIterable<OperationEvent> = followOperation(client, {
      id: 'one',
      signal: gone.signal,
    });
    for await (const one of events) {
      arrived.push(one.type === 'operation' ? one.operation.status : one.type);
    }
  })();
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('connects again after a lost connection, and says so meanwhile', async () => {
  const followed = follow([
    () => streamed(event('operation', RUNS)),
    lost,
    lost,
    () => streamed(event('operation', ENDED)),
  ]);
  await pass(0);
  expect(arrived).toEqual(['running', 'connection-lost']);
  await pass(1_000);
  expect(arrived).toEqual(['running', 'connection-lost', 'connection-lost']);
  await pass(2_000);
  await followed;
  expect(arrived.at(-1)).toBe('succeeded');
});

it('asks again and again where something on the way breaks streams', async () => {
  const followed = follow([
    () => streamed(': nothing\n\n'),
    () => plain(RUNS),
    () => plain(RUNS),
    () => plain(ENDED),
  ]);
  await pass(4_000);
  await followed;
  expect(arrived).toEqual(['running', 'running', 'succeeded']);
  expect(accepts).toEqual([
    'text/event-stream',
    'application/json',
    'application/json',
    'application/json',
  ]);
});

it('takes a stream that ends early up again', async () => {
  const followed = follow([
    () => streamed(event('operation', RUNS)),
    () => plain(RUNS),
    () => streamed(event('operation', ENDED)),
  ]);
  await pass(2_000);
  await followed;
  expect(arrived).toEqual(['running', 'running', 'succeeded']);
});

it('waits for a portal that returns', async () => {
  const error = { name: 'ServiceUnavailableError', message: 'Starting' };
  const followed = follow([
    () => plain({ error, response: { statusCode: 503 } }, 503),
    () => streamed(event('operation', ENDED)),
  ]);
  await pass(1_000);
  await followed;
  expect(arrived).toEqual(['connection-lost', 'succeeded']);
});

it('asks no more once nobody looks', async () => {
  const followed = follow([() => plain(RUNS)]);
  await pass(0);
  gone.abort();
  await followed;
  await pass(60_000);
  expect(accepts).toHaveLength(1);
});
