import { JobFeed } from './jobFeed';

interface Entry {
  version: number;
  status: 'running' | 'done';
}

it('sends each change once, to all who follow, until the end', async () => {
  const states: Entry[] = [
    { version: 1, status: 'running' },
    { version: 1, status: 'running' },
    { version: 3, status: 'done' },
  ];
  const get = jest.fn(async () => states.shift()!);
  const feed = new JobFeed<Entry>({
    get,
    hasEnded: ({ status }) => status === 'done',
  });
  const seen: number[][] = [[], []];
  const { signal } = new AbortController();
  await Promise.all(
    seen.map(versions =>
      feed.follow('id', ({ version }) => versions.push(version), signal),
    ),
  );
  expect(seen).toEqual([
    [1, 3],
    [1, 3],
  ]);
  expect(get).toHaveBeenCalledTimes(3);
});

it('ends when the caller leaves, and fails where there is no such job', async () => {
  const feed = new JobFeed<Entry>({
    get: async id => {
      if (id === 'none') throw new Error('There is none');
      return { version: 1, status: 'running' };
    },
    hasEnded: () => false,
  });
  const caller = new AbortController();
  await feed.follow('id', () => caller.abort(), caller.signal);
  await expect(
    feed.follow('none', () => {}, new AbortController().signal),
  ).rejects.toThrow('There is none');
});
