import type { CacheService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import { Readings } from './readings';
import { SharedReadings } from './sharedReadings';
import { probeOf, targetOf } from './target.fixture';

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

const MAX_AGE_MS = 5000;
const PROBES = ['queue'];
const target = targetOf({ probes: { maxAge: '5s' } }, PROBES);

/** What replicas share, with the life times of its entries. */
function memoryCache(): CacheService {
  const entries = new Map<string, { text: string; until: number }>();
  const cache: CacheService = {
    async get<T extends JsonValue>(key: string) {
      const entry = entries.get(key);
      return entry && entry.until > Date.now()
        ? (JSON.parse(entry.text) as T)
        : undefined;
    },
    async set(key, value, options) {
      const until = Date.now() + Number(options?.ttl);
      entries.set(key, { text: JSON.stringify(value), until });
    },
    async delete(key) {
      entries.delete(key);
    },
    withOptions: () => cache,
  };
  return cache;
}

/** A probe that tells how often it was taken. */
function countingProbe(name = 'queue') {
  let times = 0;
  return probeOf(name, async () => {
    times += 1;
    return { status: 'ok', summary: `Taken ${times}` };
  });
}

function replica(probe: Probe, cache: CacheService = memoryCache()) {
  const logger = mockServices.logger.mock();
  const shared = new SharedReadings(cache, logger);
  return { readings: new Readings([probe], shared, logger), logger };
}

const take = async (
  { readings }: ReturnType<typeof replica>,
  probe: Probe,
  of = target,
) => (await readings.take(of, probe)).summary;

const isFresh = ({ readings }: ReturnType<typeof replica>, reading: Reading) =>
  performance.now() < readings.freshUntil(reading);

it('takes a reading once for all who ask together', async () => {
  const probe = countingProbe();
  const one = replica(probe);
  const all = await Promise.all([take(one, probe), take(one, probe)]);
  expect(all).toEqual(['Taken 1', 'Taken 1']);
});

it('shares a reading until its age is over, and then takes a new one', async () => {
  const probe = countingProbe();
  const one = replica(probe);
  const first = await one.readings.take(target, probe);
  jest.advanceTimersByTime(MAX_AGE_MS - 1);
  expect(isFresh(one, first)).toBe(true);
  expect(await one.readings.take(target, probe)).toBe(first);
  jest.advanceTimersByTime(1);
  expect(isFresh(one, first)).toBe(false);
  expect(await take(one, probe)).toBe('Taken 2');
});

it('shares a reading while it is renewed, and then the new one', async () => {
  const probe = countingProbe();
  const one = replica(probe);
  const first = await one.readings.take(target, probe);
  jest.advanceTimersByTime(MAX_AGE_MS - 1);
  const renewed = one.readings.renew(target, probe);
  expect(one.readings.renew(target, probe)).toBe(renewed);
  expect(await one.readings.take(target, probe)).toBe(first);
  expect((await renewed).summary).toBe('Taken 2');
  expect(await one.readings.take(target, probe)).toBe(await renewed);
});

it.each([
  ['5s', 3999, false],
  ['5s', 4000, true],
  ['2s', 1599, false],
  ['2s', 1600, true],
  ['1m', 58_999, false],
  ['1m', 59_000, true],
])('shared for %s, a reading of %s ms is ageing: %s', async (age, ms, is) => {
  const aged = targetOf({ probes: { maxAge: age } }, PROBES);
  const probe = countingProbe();
  const { readings } = replica(probe);
  const reading = await readings.take(aged, probe);
  jest.advanceTimersByTime(ms);
  const leftMs = readings.freshUntil(reading) - performance.now();
  expect(leftMs <= readings.renewalMs(aged)).toBe(is);
});

it('shares it with other replicas, and not for longer there', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  const [one, other] = [replica(probe, cache), replica(probe, cache)];
  await take(one, probe);
  jest.advanceTimersByTime(3000);
  const shared = await other.readings.take(target, probe);
  expect(shared.summary).toBe('Taken 1');
  jest.advanceTimersByTime(2000);
  expect(isFresh(other, shared)).toBe(false);
  expect(await take(other, probe)).toBe('Taken 2');
});

it('renews by what another replica has taken, unless that is ageing too', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  const [one, other] = [replica(probe, cache), replica(probe, cache)];
  await take(one, probe);
  jest.advanceTimersByTime(4500);
  expect((await one.readings.renew(target, probe)).summary).toBe('Taken 2');
  expect((await other.readings.renew(target, probe)).summary).toBe('Taken 2');
});

it('shares it only among replicas that are configured alike', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  await take(replica(probe, cache), probe);
  const elsewhere = targetOf(
    { health: { url: 'http://127.0.0.1:9/health' } },
    PROBES,
  );
  expect(await take(replica(probe, cache), probe, elsewhere)).toBe('Taken 2');
});

it('gives nothing secret to the cache', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  const keys: string[] = [];
  const { set } = cache;
  cache.set = (key, ...rest) => {
    keys.push(key);
    return set(key, ...rest);
  };
  const withToken = (token: string) =>
    targetOf(
      {
        prometheus: [
          { url: 'http://127.0.0.1:9', headers: { Authorization: token } },
        ],
      },
      PROBES,
    );
  await take(replica(probe, cache), probe, withToken('Bearer one'));
  await take(replica(probe, memoryCache()), probe, withToken('Bearer two'));
  await take(replica(probe, cache), probe, withToken('Bearer two'));
  expect(new Set(keys).size).toBe(1);
});

it('shares a reading only while it is taken where no age is allowed', async () => {
  const instant = targetOf({ probes: { maxAge: '0s' } }, PROBES);
  const probe = countingProbe();
  const cache = memoryCache();
  const get = jest.spyOn(cache, 'get');
  const one = replica(probe, cache);
  const together = [take(one, probe, instant), take(one, probe, instant)];
  expect(await Promise.all(together)).toEqual(['Taken 1', 'Taken 1']);
  expect(await take(one, probe, instant)).toBe('Taken 2');
  expect(get).not.toHaveBeenCalled();
});

it.each([
  ['something else', { hello: 'world' }],
  ['a text', 'ok'],
  ['null', null],
  [
    'the reading of another probe',
    {
      probe: 'other',
      status: 'ok',
      summary: 'Fine',
      observedAt: '2026-11-23T12:00:00Z',
      durationMs: 1,
    },
  ],
  [
    'a reading that is too old',
    {
      probe: 'queue',
      status: 'ok',
      summary: 'Fine',
      observedAt: '2026-11-23T11:00:00Z',
      durationMs: 1,
    },
  ],
])('does not believe a cache that holds %s', async (_what, value) => {
  const probe = countingProbe();
  const cache = memoryCache();
  cache.get = (async () => value) as typeof cache.get;
  expect(await take(replica(probe, cache), probe)).toBe('Taken 1');
});

it('does without a cache that fails, and says so once', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  cache.get = async () => {
    throw new Error('redis://:hunter2@cache.internal is gone');
  };
  const one = replica(probe, cache);
  expect(await take(one, probe)).toBe('Taken 1');
  jest.advanceTimersByTime(MAX_AGE_MS);
  expect(await take(one, probe)).toBe('Taken 2');
  expect(one.logger.warn).toHaveBeenCalledTimes(1);
  expect(one.logger.warn.mock.calls[0][0]).not.toContain('hunter2');
});

it('waits for a hanging cache a moment, and then not again', async () => {
  const probe = countingProbe();
  const cache = memoryCache();
  cache.get = jest.fn(() => new Promise<never>(() => {}));
  const one = replica(probe, cache);
  const first = take(one, probe);
  await jest.advanceTimersByTimeAsync(1000);
  expect(await first).toBe('Taken 1');
  jest.advanceTimersByTime(MAX_AGE_MS);
  expect(await take(one, probe)).toBe('Taken 2');
  expect(cache.get).toHaveBeenCalledTimes(1);
});

it('orders built-in probes for a person, and others as they came', () => {
  const names = ['queue', 'workload', 'canary', 'status-page', 'error-rate'];
  const readings = new Readings(
    [
      ...names.map(name => countingProbe(name)),
      {
        ...countingProbe('latency'),
        appliesTo: () => false,
      },
    ],
    new SharedReadings(memoryCache(), mockServices.logger.mock()),
    mockServices.logger.mock(),
  );
  expect(readings.probesOf(target).map(({ name }) => name)).toEqual([
    'status-page',
    'error-rate',
    'workload',
    'queue',
    'canary',
  ]);
});

it('aborts what is being taken when the backend stops', async () => {
  const probe = probeOf('queue', async (_target, { signal }) => {
    await new Promise(resolve => signal.addEventListener('abort', resolve));
    return { status: 'unknown', summary: 'Stopped' };
  });
  const one = replica(probe);
  const reading = take(one, probe);
  await jest.advanceTimersByTimeAsync(0);
  one.readings.close();
  expect(await reading).toBe('Stopped');
});
