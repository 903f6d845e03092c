import type { JsonObject } from '@backstage/types';
import { createClusters } from '../../../upstream/kubernetes';
import {
  endless,
  hang,
  json,
  redirectTo,
  reset,
  startApiServer,
  status,
  text,
  type ApiServer,
  type Handler,
} from '../../../upstream/kubernetes/__testUtils__/apiServer';
import {
  MAX_BYTES,
  minutesAgo,
  podList,
  podOf,
  RUNNING,
  targetIn,
} from '../__testUtils__/cluster';
import { deadlineIn } from '../__testUtils__/upstream';
import { createRecentErrorsProbe } from './recentErrorsProbe';

const PODS = '/api/v1/namespaces/default/pods';
const logOf = (pod: string) => `${PODS}/${pod}/log`;
const NOT_STARTED = {
  ready: false,
  state: { waiting: { reason: 'ContainerCreating' } },
};
const WAITING =
  'container "app" in pod "b" is waiting to start: PodInitializing';

const probe = createRecentErrorsProbe(createClusters());
let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer();
});
beforeEach(() => {
  for (const path of Object.keys(server.answers)) delete server.answers[path];
  server.requests.length = 0;
});
afterAll(() => server.close());

const take = (kubernetes?: JsonObject, ms = 10_000) =>
  probe.take(targetIn(server.url, kubernetes), deadlineIn(ms));

/** The logs of running pods, by name. */
function serve(logs: Record<string, string | Handler>) {
  server.answers[PODS] = json(
    podList(...Object.keys(logs).map(name => podOf(name))),
  );
  for (const [name, log] of Object.entries(logs)) {
    server.answers[logOf(name)] = typeof log === 'string' ? text(log) : log;
  }
}

it('tells the error lines of all pods in the order of time', async () => {
  serve({
    a: '2026-11-23T12:00:00.5Z error: Ideogram API answered 503 r-1\n2026-11-23T12:00:03Z error: Ideogram API answered 503 r-2\n',
    b: '2026-11-23T12:00:01Z info: image made\n2026-11-23T12:00:02Z error: no disk\n',
  });
  const result = await take();
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
    server.requests.slice(1).map(url => url.searchParams.get('sinceSeconds')),
  ).toEqual(['300', '300']);
});

it('is ok where all logs were read and none has an error', async () => {
  serve({ a: '2026-11-23T12:00:00Z info: image made\n', b: '' });
  expect(await take()).toMatchObject({
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
  serve({ a: `${lines.join('\n')}\n` });
  const { details } = await take();
  expect(details?.total).toBe(30);
  expect(details?.lines).toHaveLength(20);
  expect(details?.lines[19].text).toContain('number 29');
  expect(details?.masked).toBe(20);
  expect(JSON.stringify(details)).not.toContain('9f8e7d');
});

it('names pods that can not be read beside what the others say', async () => {
  serve({
    a: 'error: no disk\n',
    b: status(500, 'Get "https://10.0.0.7:10250/containerLogs": i/o timeout'),
  });
  const result = await take();
  expect(result.status).toBe('degraded');
  expect(result.summary).toBe(
    "1 error line in 5 min; the logs of 1 of 2 pods can't be read",
  );
  expect(result.details?.unreadablePods).toEqual([
    {
      pod: 'b',
      reason: 'Get "https://10.0.0.7:10250/containerLogs": i/o timeout',
    },
  ]);
});

it('does not call it well where a log is missing', async () => {
  serve({ a: 'info: fine\n', b: reset });
  const result = await take();
  expect(result.status).toBe('unknown');
  expect(result.summary).toBe(
    "No error line in 5 min; the logs of 1 of 2 pods can't be read",
  );
  expect(result.problem?.cause).toBe(
    'The cluster production broke off the connection.',
  );
});

it('keeps what it has where a log hangs until the deadline', async () => {
  serve({ a: 'error: no disk\n', b: hang });
  const result = await take({}, 700);
  expect(result).toMatchObject({
    status: 'degraded',
    details: {
      total: 1,
      unreadablePods: [
        { pod: 'b', reason: 'The cluster gave no answer in 500 ms' },
      ],
    },
  });
});

it.each<[string, Handler, { kind: string; summary: string }]>([
  [
    'an endless log',
    endless('text/plain'),
    { kind: 'more than 64 KiB', summary: 'No log of 1 pod can be read' },
  ],
  [
    'a web page',
    text('<html>', 'text/html'),
    { kind: 'web page', summary: 'No log of 1 pod can be read' },
  ],
  [
    'a refused container',
    status(400, 'container x is not valid for pod a'),
    {
      kind: 'says: container x is not valid for pod a.',
      summary: 'No log of 1 pod can be read',
    },
  ],
])('is unknown with %s', async (_, handler, { kind, summary }) => {
  serve({ a: handler });
  const result = await take();
  expect(result).toMatchObject({ status: 'unknown', summary });
  expect(result.problem?.cause).toContain(kind);
});

it('says which permission is missing', async () => {
  serve({ a: status(403, 'pods/log is forbidden') });
  expect((await take()).problem).toMatchObject({
    issue: 'The portal may not read the logs of pods in default.',
    solution: expect.stringContaining('Platform on-call'),
  });
});

it.each<[string, Handler, string, string]>([
  [
    '401',
    status(401, 'Unauthorized'),
    "Pods and logs can't be read.",
    "Sign-in expired: the cluster production answers 401 to the portal's account.",
  ],
  [
    '403',
    status(403, 'no'),
    'The portal may not list pods in default.',
    "Permission denied: the cluster production answers 403 to the portal's account.",
  ],
  [
    'a reset',
    reset,
    "Pods and logs can't be read.",
    'The cluster production broke off the connection.',
  ],
  [
    'a server in trouble',
    status(500, 'etcd'),
    "Pods and logs can't be read.",
    'The cluster production answers 500.',
  ],
  [
    'garbage',
    text('{{', 'application/json'),
    "Pods and logs can't be read.",
    'The cluster production answers with something that is not JSON.',
  ],
  [
    'a redirect elsewhere',
    redirectTo('https://login.example.com/'),
    "Pods and logs can't be read.",
    'The cluster production redirects to https://login.example.com, and redirects to another origin are not followed.',
  ],
])(
  'is unknown with %s for a list of pods',
  async (_, handler, issue, cause) => {
    server.answers[PODS] = handler;
    expect(await take()).toMatchObject({
      status: 'unknown',
      problem: { issue, cause },
    });
  },
);

it('says that there is no pod', async () => {
  serve({});
  expect(await take()).toMatchObject({
    status: 'unknown',
    summary: 'No pod is running',
    problem: { cause: 'No pod in default matches app=ideogram-integration.' },
  });
});

it.each([
  ['none has started', [podOf('a', NOT_STARTED)]],
  ['the only one starts this moment', [podOf('b')]],
  [
    'the only one was evicted',
    [podOf('c', {}, { status: { phase: 'Failed', containerStatuses: null } })],
  ],
])('says that no pod has started where %s', async (_, pods) => {
  server.answers[PODS] = json(podList(...pods));
  server.answers[logOf('b')] = status(400, WAITING);
  expect(await take()).toMatchObject({
    status: 'unknown',
    summary: 'No pod has started yet',
  });
});

it('does not wait for a pod that has not started yet', async () => {
  server.answers[PODS] = json(podList(podOf('a'), podOf('b', NOT_STARTED)));
  server.answers[logOf('a')] = text('info: fine\n');
  expect((await take()).status).toBe('ok');
});

it('reads the last words of a container that has just begun anew', async () => {
  const crashed = (minutes: number) => ({
    ...RUNNING,
    restartCount: 1,
    lastState: { terminated: { exitCode: 1, finishedAt: minutesAgo(minutes) } },
  });
  server.answers[PODS] = json(
    podList(podOf('a', crashed(1)), podOf('b', crashed(600))),
  );
  server.answers[logOf('a')] = (request, response, url) =>
    text(url.searchParams.has('previous') ? 'panic: no key\n' : '')(
      request,
      response,
      url,
    );
  server.answers[logOf('b')] = text('');
  const result = await take();
  expect(result.details?.lines).toEqual([{ pod: 'a', text: 'panic: no key' }]);
  expect(server.requests).toHaveLength(4);
});

it('asks a pod of several containers for the one that is meant', async () => {
  const several = (metadata: JsonObject) =>
    podOf('a', RUNNING, {
      metadata,
      spec: { containers: [{ name: 'proxy' }, { name: 'app' }] },
      status: { containerStatuses: null },
    });
  const asked = async (pod: JsonObject, kubernetes?: JsonObject) => {
    server.answers[PODS] = json(podList(pod));
    server.answers[logOf('a')] = text('info: fine\n');
    await take(kubernetes);
    return server.requests.at(-1)?.searchParams.get('container');
  };
  expect(await asked(several({}))).toBe('proxy');
  expect(await asked(several({}), { container: 'app' })).toBe('app');
  expect(
    await asked(
      several({
        annotations: { 'kubectl.kubernetes.io/default-container': 'app' },
      }),
    ),
  ).toBe('app');
});

it('reads the newest part of a log that is too long', async () => {
  const long = Array.from(
    { length: 5_000 },
    (_, i) => `error: line ${i} ${'x'.repeat(500)}\n`,
  );
  serve({
    a: (request, response, url) => {
      const tail = Number(url.searchParams.get('tailLines'));
      const limit = Number(url.searchParams.get('limitBytes'));
      const log = Buffer.from(long.slice(-tail).join(''));
      text(log.subarray(0, limit))(request, response, url);
    },
  });
  const { status: taken, summary, details } = await take();
  expect(taken).toBe('degraded');
  expect(details?.truncated).toBe(true);
  expect(details?.lines.at(-1)?.text).toContain('line 4999');
  expect(summary).toMatch(/^At least \d+ error lines in 5 min$/);
  expect(server.requests).toHaveLength(3);
});

it('reads 20 pods at most, those in trouble first, within one bound for all', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `pod-${i}`);
  serve(Object.fromEntries(names.map(name => [name, 'info: fine\n'])));
  server.answers[PODS] = json(
    podList(
      ...names.map(name =>
        podOf(name, { ...RUNNING, ready: name !== 'pod-29' }),
      ),
    ),
  );
  const result = await take();
  const [, ...logs] = server.requests;
  expect(logs).toHaveLength(20);
  expect(logs[0].pathname).toBe(logOf('pod-29'));
  const bytes = logs.map(url => Number(url.searchParams.get('limitBytes')));
  expect(bytes.reduce((a, b) => a + b)).toBeLessThanOrEqual(MAX_BYTES);
  expect(result).toMatchObject({
    status: 'ok',
    summary: 'No error line in the newest part of the logs',
    details: { truncated: true },
  });
});

it.each<[string, unknown]>([
  ['nothing in it', {}],
  [
    'strings for lists',
    { spec: { containers: 'x' }, status: { containerStatuses: 'y' } },
  ],
  [
    'null everywhere',
    {
      spec: { containers: [null] },
      status: { containerStatuses: [null], startTime: null },
    },
  ],
  [
    'times that are none',
    {
      status: {
        startTime: 'yesterday',
        containerStatuses: [{ lastState: { terminated: { finishedAt: 'x' } } }],
      },
    },
  ],
])('bears a pod with %s', async (_, pod) => {
  server.answers[PODS] = json({
    items: [{ metadata: { name: 'a' }, ...(pod as object) }],
  });
  server.answers[logOf('a')] = text('error: no disk\n');
  expect((await take()).status).toBe('degraded');
});
