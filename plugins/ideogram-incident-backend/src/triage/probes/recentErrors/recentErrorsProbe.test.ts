import {
  json,
  status,
} from '../../../upstream/kubernetes/__testUtils__/apiServer';
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
      .filter(url => url.pathname.endsWith('/log'))
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

const SECRET = '/api/v1/namespaces/default/secrets/ideogram-secrets';
const secretWith = (key: string) =>
  json({
    kind: 'Secret',
    metadata: { name: 'ideogram-secrets' },
    data: { 'api-key': Buffer.from(key).toString('base64') },
  });

it('masks the key of the secret by its value, and the one before it', async () => {
  const [former, present] = ['Qm7wL2vX9pTz4KcB', 'Rn8xM3wY0qUa5LdC'];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const errorOf = async (key: string) => {
    logs.serve({ a: `error: sent ${base64(`u:${key}`)} and got 401\n` });
    const { details } = await logs.take();
    return details;
  };
  logs.server.answers[SECRET] = secretWith(former);
  expect((await errorOf(former))?.lines[0].text).toBe(
    'error: sent dT[masked] and got 401',
  );
  logs.server.answers[SECRET] = secretWith(present);
  for (const key of [present, former]) {
    const details = await errorOf(key);
    expect(details?.masked).toBe(1);
    expect(details?.groups[0].text).toBe('error: sent dT[masked] and got 401');
  }
});

it('reads the errors where the secret may not be read, and asks no more', async () => {
  logs.server.answers[SECRET] = status(403, 'secrets is forbidden');
  logs.serve({ a: 'error: Api-Key: k1-9f8e7d6c5b4a3f2e1d refused\n' });
  for (let times = 0; times < 2; times += 1) {
    const { details } = await logs.take();
    expect(details?.lines[0].text).toBe('error: Api-Key: [masked] refused');
  }
  const asked = logs.server.requests.filter(url => url.pathname === SECRET);
  expect(asked).toHaveLength(1);
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
