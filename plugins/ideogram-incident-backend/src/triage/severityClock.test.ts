import { mockServices } from '@backstage/backend-test-utils';
import {
  sinceOf,
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLevel,
} from 'backstage-plugin-ideogram-incident-common';
import { SeverityClock } from './severityClock';
import type { SeenSeverity } from './severityHistoryStore';

const at = (time: string) => `2026-11-23T12:${time}.000Z`;

/** What replicas share. */
function memoryStore() {
  const histories = new Map<string, SeverityHistory>();
  const store = {
    read: jest.fn(async (target: string) => histories.get(target)),
    record: jest.fn(async ({ target, look, maxGapMs }: SeenSeverity) => {
      const before = histories.get(target);
      const next = updateSeverityHistory(before, look, maxGapMs);
      histories.set(target, next);
      return next;
    }),
  };
  return store;
}

function replica(store: ReturnType<typeof memoryStore>) {
  const logger = mockServices.logger.mock();
  const clock = new SeverityClock(store, logger);
  const see = async (level: SeverityLevel, time: string) => {
    await clock.recall('production');
    const look = {
      level,
      errorClass: 'none' as const,
      startedAt: at(time),
      at: at(time),
    };
    const { since, seenSince } = sinceOf(clock.observe('production', look));
    return since ?? (seenSince && `seen ${seenSince}`);
  };
  return { see, logger };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('counts from the first time that a level or a worse one was seen', async () => {
  const { see } = replica(memoryStore());
  expect(await see('none', '00:00')).toBeUndefined();
  expect(await see('P2', '00:10')).toBe(at('00:10'));
  expect(await see('P1', '00:20')).toBe(at('00:20'));
  expect(await see('P2', '00:30')).toBe(at('00:10'));
  expect(await see('none', '00:40')).toBeUndefined();
  expect(await see('P2', '00:50')).toBe(at('00:50'));
});

it('does not know what was while nobody looked', async () => {
  const { see } = replica(memoryStore());
  await see('none', '00:00');
  expect(await see('P1', '00:30')).toBe(at('00:30'));
  expect(await see('P1', '01:01')).toBe(`seen ${at('00:30')}`);
  expect(await see('P1', '02:00')).toBe(`seen ${at('00:30')}`);
  expect(await see('P2', '02:10')).toBe(`seen ${at('00:30')}`);
});

it('survives a restart, and is shared by replicas', async () => {
  const store = memoryStore();
  const one = replica(store);
  await one.see('none', '00:00');
  await one.see('P1', '00:10');
  await jest.advanceTimersByTimeAsync(0);
  const other = replica(store);
  expect(await other.see('P1', '00:30')).toBe(at('00:10'));
});

it('reads nothing older than what it is writing', async () => {
  const store = memoryStore();
  const { record } = store;
  let proceed: () => void = () => {};
  const slowly = new Promise<void>(resolve => {
    proceed = resolve;
  });
  const recordNow = record.getMockImplementation()!;
  record.mockImplementation(async seen => {
    await slowly;
    return recordNow(seen);
  });
  const { see } = replica(store);
  await see('P1', '00:00');
  const next = see('P1', '00:10');
  await jest.advanceTimersByTimeAsync(10);
  proceed();
  expect(await next).toBe(`seen ${at('00:00')}`);
});

it('writes what changes, and otherwise once in a while', async () => {
  const store = memoryStore();
  const { see } = replica(store);
  await see('P1', '00:00');
  await see('P1', '00:01');
  expect(store.record).toHaveBeenCalledTimes(1);
  await see('P2', '00:02');
  expect(store.record).toHaveBeenCalledTimes(2);
  await jest.advanceTimersByTimeAsync(5_000);
  await see('P2', '00:07');
  await jest.advanceTimersByTimeAsync(0);
  expect(store.record).toHaveBeenCalledTimes(3);
});

it('does not forget what it has seen for what is stored and older', async () => {
  const store = memoryStore();
  const { see } = replica(store);
  await see('none', '00:00');
  await see('P1', '00:10');
  await jest.advanceTimersByTimeAsync(0);
  store.record.mockRejectedValue(new Error('restarting'));
  await jest.advanceTimersByTimeAsync(5_000);
  await see('P1', '00:30');
  await jest.advanceTimersByTimeAsync(31_000);
  expect(await see('P1', '00:55')).toBe(at('00:10'));
});

it('keeps the time in memory where the database fails, and says so once', async () => {
  const store = memoryStore();
  const fail = async () => {
    throw new Error('connect postgres://portal:hunter2@db.internal');
  };
  store.read.mockImplementation(fail);
  store.record.mockImplementation(fail);
  const { see, logger } = replica(store);
  expect(await see('none', '00:00')).toBeUndefined();
  expect(await see('P1', '00:10')).toBe(at('00:10'));
  expect(await see('P1', '00:20')).toBe(at('00:10'));
  await jest.advanceTimersByTimeAsync(0);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(logger.warn.mock.calls[0][0]).not.toContain('hunter2');
});

it('goes on without a database that hangs', async () => {
  const store = memoryStore();
  store.read.mockImplementation(() => new Promise(() => {}));
  const { see } = replica(store);
  const first = see('P1', '00:00');
  await jest.advanceTimersByTimeAsync(2000);
  expect(await first).toBe(`seen ${at('00:00')}`);
});

it('writes again once the database is back', async () => {
  const store = memoryStore();
  store.record.mockRejectedValueOnce(new Error('restarting'));
  const { see } = replica(store);
  await see('P1', '00:00');
  await jest.advanceTimersByTimeAsync(31_000);
  await see('P1', '00:20');
  await jest.advanceTimersByTimeAsync(0);
  expect(await store.read('production')).toMatchObject({ level: 'P1' });
});
