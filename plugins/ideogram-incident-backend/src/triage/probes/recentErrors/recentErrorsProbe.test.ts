import { useLogs } from './__testUtils__/logs';

const logs = useLogs();

it('tells the error lines of all pods in the order of time', async () => {
  logs.serve({
    a: '2026-11-23T12:00:00.5Z error: Ideogram API answered 503 r-1\n2026-11-23T12:00:03Z error: Ideogram API answered 503 r-2\n',
    b: '2026-11-23T12:00:01Z info: image made\n2026-11-23T12:00:02Z error: no disk\n',
  });
  const result = await logs.take();
  expect(result).toEqual({
    status: 'degraded',
    summary: '3 error lines in 5 min, 2 with 503',
    details: {
      since: '5m',
      total: 3,
      groups: [
        {
          text: 'error: Ideogram API answered 503 r-<n>',
          count: 2,
          httpStatus: 503,
          lastSeenAt: '2026-11-23T12:00:03.000Z',
        },
        {
          text: 'error: no disk',
          count: 1,
          lastSeenAt: '2026-11-23T12:00:02.000Z',
        },
      ],
      lines: [
        {
          pod: 'a',
          at: '2026-11-23T12:00:00.500Z',
          text: 'error: Ideogram API answered 503 r-1',
        },
        { pod: 'b', at: '2026-11-23T12:00:02.000Z', text: 'error: no disk' },
        {
          pod: 'a',
          at: '2026-11-23T12:00:03.000Z',
          text: 'error: Ideogram API answered 503 r-2',
        },
      ],
      masked: 0,
      truncated: false,
      unreadablePods: [],
    },
  });
  expect(
    logs.server.requests
      .slice(1)
      .map(url => url.searchParams.get('sinceSeconds')),
  ).toEqual(['300', '300']);
});

it('is ok where all logs were read and none has an error', async () => {
  logs.serve({ a: '2026-11-23T12:00:00Z info: image made\n', b: '' });
  expect(await logs.take()).toMatchObject({
    status: 'ok',
    summary: 'No error line in 5 min',
    details: { total: 0, lines: [], groups: [] },
  });
});

it('shows the last 20 lines, with secrets masked and counted', async () => {
  const lines = Array.from(
    { length: 30 },
    (_, i) => `error: number ${i} Api-Key: k${i}-9f8e7d6c5b4a3f2e1d`,
  );
  logs.serve({ a: `${lines.join('\n')}\n` });
  const { details } = await logs.take();
  expect(details?.total).toBe(30);
  expect(details?.lines).toHaveLength(20);
  expect(details?.lines[19].text).toContain('number 29');
  expect(details?.masked).toBe(20);
  expect(JSON.stringify(details)).not.toContain('9f8e7d');
});
