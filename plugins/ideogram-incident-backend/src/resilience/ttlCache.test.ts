import { TtlCache } from './ttlCache';

let time = 0;
const now = () => time;
beforeEach(() => {
  time = 0;
});

it('asks once for all who ask at the same time', async () => {
  const ask = jest.fn(async () => 'answer');
  const cache = new TtlCache<string>({ ttlMs: () => 1000, now });
  const answers = [1, 2, 3].map(() => cache.get('key', ask));
  expect(await Promise.all(answers)).toEqual(['answer', 'answer', 'answer']);
  expect(ask).toHaveBeenCalledTimes(1);
});

it.each([
  [799, 1],
  [800, 2],
  [1000, 2],
])('after %s ms it has asked %s times', async (ms, times) => {
  const ask = jest.fn(async () => 'answer');
  const cache = new TtlCache<string>({ ttlMs: () => 1000, now });
  await cache.get('key', ask);
  time = ms;
  await cache.get('key', ask);
  expect(ask).toHaveBeenCalledTimes(times);
});

it('counts from the answer, however long it took', async () => {
  let reply: (answer: string) => void = () => {};
  const ask = jest.fn(
    () =>
      new Promise<string>(resolve => {
        reply = resolve;
      }),
  );
  const cache = new TtlCache<string>({ ttlMs: () => 1000, now });
  const first = cache.get('key', ask);
  time = 5000;
  reply('late');
  await first;
  time = 5799;
  expect(await cache.get('key', ask)).toBe('late');
  expect(ask).toHaveBeenCalledTimes(1);
});

describe('an answer whose time is nearly over', () => {
  async function aged() {
    const cache = new TtlCache<string>({
      ttlMs: answer => (answer === 'refused' ? 0 : 1000),
      now,
    });
    await cache.get('key', async () => 'first');
    time = 900;
    return cache;
  }

  it('is given to the end, while it is asked for once more', async () => {
    const cache = await aged();
    let reply: (answer: string) => void = () => {};
    const ask = jest.fn(
      () =>
        new Promise<string>(resolve => {
          reply = resolve;
        }),
    );
    expect(await cache.get('key', ask)).toBe('first');
    time = 999;
    expect(await cache.get('key', ask)).toBe('first');
    time = 1000;
    const late = cache.get('key', ask);
    reply('second');
    expect(await late).toBe('second');
    time = 1700;
    expect(await cache.get('key', ask)).toBe('second');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is forgotten at once where the new one is not to be kept', async () => {
    const cache = await aged();
    const refuse = async () => 'refused';
    await cache.get('key', refuse);
    expect(await cache.get('key', refuse)).toBe('refused');
  });

  it('is given to the end where asking fails, and no longer', async () => {
    const cache = await aged();
    const fail = async () => {
      throw new Error('down');
    };
    expect(await cache.get('key', fail)).toBe('first');
    time = 999;
    expect(await cache.get('key', fail)).toBe('first');
    time = 1000;
    await expect(cache.get('key', fail)).rejects.toThrow('down');
    expect(await cache.get('key', async () => 'second')).toBe('second');
  });
});

it('keeps keys apart', async () => {
  const cache = new TtlCache<string>({ ttlMs: () => 1000, now });
  expect(await cache.get('a', async () => 'of a')).toBe('of a');
  expect(await cache.get('b', async () => 'of b')).toBe('of b');
});

it('keeps neither a failure nor what is not to be kept', async () => {
  const cache = new TtlCache<boolean>({
    ttlMs: allowed => (allowed ? 1000 : 0),
    now,
  });
  const down = async () => {
    throw new Error('down');
  };
  await expect(cache.get('key', down)).rejects.toThrow('down');
  expect(await cache.get('key', async () => false)).toBe(false);
  expect(await cache.get('key', async () => true)).toBe(true);
  expect(await cache.get('key', async () => false)).toBe(true);
});

it('forgets the one that nobody asked for longest, where there are too many', async () => {
  const cache = new TtlCache<string>({ ttlMs: () => 1000, max: 2, now });
  for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, async () => key);
  expect(await cache.get('a', async () => 'anew')).toBe('a');
  expect(await cache.get('b', async () => 'anew')).toBe('anew');
});
