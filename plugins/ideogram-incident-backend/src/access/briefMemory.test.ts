import { BriefMemory } from './briefMemory';

let time = 0;
const now = () => time;
beforeEach(() => {
  time = 0;
});

it('asks once for all who ask at the same time', async () => {
  const ask = jest.fn(async () => 'answer');
  const memory = new BriefMemory<string>({ keepMs: 1000, now });
  const answers = [1, 2, 3].map(() => memory.get('key', ask));
  expect(await Promise.all(answers)).toEqual(['answer', 'answer', 'answer']);
  expect(ask).toHaveBeenCalledTimes(1);
});

it.each([
  [799, 1],
  [800, 2],
  [1000, 2],
])('after %s ms it has asked %s times', async (ms, times) => {
  const ask = jest.fn(async () => 'answer');
  const memory = new BriefMemory<string>({ keepMs: 1000, now });
  await memory.get('key', ask);
  time = ms;
  await memory.get('key', ask);
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
  const memory = new BriefMemory<string>({ keepMs: 1000, now });
  const first = memory.get('key', ask);
  time = 5000;
  reply('late');
  await first;
  time = 5799;
  expect(await memory.get('key', ask)).toBe('late');
  expect(ask).toHaveBeenCalledTimes(1);
});

describe('an answer whose time is nearly over', () => {
  async function aged() {
    const memory = new BriefMemory<string>({
      keepMs: 1000,
      keepIf: answer => answer !== 'refused',
      now,
    });
    await memory.get('key', async () => 'first');
    time = 900;
    return memory;
  }

  it('is given to the end, while it is asked for once more', async () => {
    const memory = await aged();
    let reply: (answer: string) => void = () => {};
    const ask = jest.fn(
      () =>
        new Promise<string>(resolve => {
          reply = resolve;
        }),
    );
    expect(await memory.get('key', ask)).toBe('first');
    time = 999;
    expect(await memory.get('key', ask)).toBe('first');
    time = 1000;
    const late = memory.get('key', ask);
    reply('second');
    expect(await late).toBe('second');
    time = 1700;
    expect(await memory.get('key', ask)).toBe('second');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is forgotten at once where the new one is not to be kept', async () => {
    const memory = await aged();
    const refuse = async () => 'refused';
    await memory.get('key', refuse);
    expect(await memory.get('key', refuse)).toBe('refused');
  });

  it('is given to the end where asking fails, and no longer', async () => {
    const memory = await aged();
    const fail = async () => {
      throw new Error('down');
    };
    expect(await memory.get('key', fail)).toBe('first');
    time = 999;
    expect(await memory.get('key', fail)).toBe('first');
    time = 1000;
    await expect(memory.get('key', fail)).rejects.toThrow('down');
    expect(await memory.get('key', async () => 'second')).toBe('second');
  });
});

it('keeps keys apart', async () => {
  const memory = new BriefMemory<string>({ keepMs: 1000, now });
  expect(await memory.get('a', async () => 'of a')).toBe('of a');
  expect(await memory.get('b', async () => 'of b')).toBe('of b');
});

it('keeps neither a failure nor what is not to be kept', async () => {
  const memory = new BriefMemory<boolean>({
    keepMs: 1000,
    keepIf: allowed => allowed,
    now,
  });
  const down = async () => {
    throw new Error('down');
  };
  await expect(memory.get('key', down)).rejects.toThrow('down');
  expect(await memory.get('key', async () => false)).toBe(false);
  expect(await memory.get('key', async () => true)).toBe(true);
  expect(await memory.get('key', async () => false)).toBe(true);
});
