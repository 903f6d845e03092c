import type { JsonObject } from '@backstage/types';
import {
  json,
  status,
  text,
} from '../../../upstream/kubernetes/__testUtils__/apiServer';
import {
  MAX_BYTES,
  minutesAgo,
  podList,
  podOf,
  RUNNING,
} from '../__testUtils__/cluster';
import { logOf, PODS, useLogs } from './__testUtils__/logs';

const NOT_STARTED = {
  ready: false,
  state: { waiting: { reason: 'ContainerCreating' } },
};
const WAITING =
  'container "app" in pod "b" is waiting to start: PodInitializing';

const logs = useLogs();

it.each([
  ['all were replaced', 2, 1, true],
  ['one is older', 600, 1, false],
])(
  'says since when logs are there, where of the pods %s',
  async (_, one, other, isShort) => {
    const made = [one, other].map(minutesAgo);
    logs.server.answers[PODS] = json(
      podList(
        ...made.map((creationTimestamp, index) =>
          podOf(['a', 'b'][index], RUNNING, {
            metadata: { name: ['a', 'b'][index], creationTimestamp },
          }),
        ),
      ),
    );
    logs.server.answers[logOf('a')] = text('info: fine\n');
    logs.server.answers[logOf('b')] = text('info: fine\n');
    const { status: found, summary } = await logs.take();
    expect(found).toBe('ok');
    expect(summary).toBe(
      isShort
        ? `No error line since the pods started at ${made[0].slice(11, 16)} UTC`
        : 'No error line in 5 min',
    );
  },
);

it('says that there is no pod', async () => {
  logs.serve({});
  expect(await logs.take()).toMatchObject({
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
  logs.server.answers[PODS] = json(podList(...pods));
  logs.server.answers[logOf('b')] = status(400, WAITING);
  expect(await logs.take()).toMatchObject({
    status: 'unknown',
    summary: 'No pod has started yet',
  });
});

it('does not wait for a pod that has not started yet', async () => {
  logs.server.answers[PODS] = json(
    podList(podOf('a'), podOf('b', NOT_STARTED)),
  );
  logs.server.answers[logOf('a')] = text('info: fine\n');
  expect((await logs.take()).status).toBe('ok');
});

it('reads the last words of a container that has just begun anew', async () => {
  const crashed = (minutes: number) => ({
    ...RUNNING,
    restartCount: 1,
    lastState: { terminated: { exitCode: 1, finishedAt: minutesAgo(minutes) } },
  });
  logs.server.answers[PODS] = json(
    podList(podOf('a', crashed(1)), podOf('b', crashed(600))),
  );
  logs.server.answers[logOf('a')] = (request, response, url) =>
    text(url.searchParams.has('previous') ? 'panic: no key\n' : '')(
      request,
      response,
      url,
    );
  logs.server.answers[logOf('b')] = text('');
  const result = await logs.take();
  expect(result.details?.lines).toEqual([
    { pod: 'a', previous: true, text: 'panic: no key' },
  ]);
  expect(logs.podRequests()).toHaveLength(4);
});

it('asks a pod of several containers for the one that is meant', async () => {
  const several = (metadata: JsonObject) =>
    podOf('a', RUNNING, {
      metadata,
      spec: { containers: [{ name: 'proxy' }, { name: 'app' }] },
      status: { containerStatuses: null },
    });
  const asked = async (pod: JsonObject, kubernetes?: JsonObject) => {
    logs.server.answers[PODS] = json(podList(pod));
    logs.server.answers[logOf('a')] = text('info: fine\n');
    const before = logs.podRequests().length;
    await logs.take(kubernetes);
    const [, ...asks] = logs.podRequests().slice(before);
    return asks.map(url => url.searchParams.get('container')).sort();
  };
  // All of them where nobody says which: an error must not be missed.
  expect(await asked(several({}))).toEqual(['app', 'proxy']);
  expect(await asked(several({}), { container: 'app' })).toEqual(['app']);
  expect(
    await asked(
      several({
        annotations: { 'kubectl.kubernetes.io/default-container': 'app' },
      }),
    ),
  ).toEqual(['app']);
});

/** Logs by container, and those of the run before the restart. */
function serveLogs(
  pod: JsonObject,
  runs: Record<string, { now?: string; before?: string }>,
) {
  logs.server.answers[PODS] = json(podList(pod));
  logs.server.answers[logOf('a')] = (request, response, url) => {
    const run = runs[url.searchParams.get('container') ?? 'app'];
    const log = url.searchParams.has('previous') ? run?.before : run?.now;
    const answer = log === undefined ? status(400, WAITING) : text(log);
    answer(request, response, url);
  };
}

const ended = (end: JsonObject = {}) => ({
  terminated: {
    exitCode: 1,
    reason: 'Error',
    finishedAt: minutesAgo(2),
    ...end,
  },
});
const CRASH_LOOP = {
  ready: false,
  restartCount: 4,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: ended(),
};
const RESTARTED = { ...RUNNING, restartCount: 1, lastState: ended() };

it('finds the reason of a crash before the restart, though the log has begun anew', async () => {
  serveLogs(podOf('a', RESTARTED), {
    app: {
      now: 'Images 2.4.1 is starting\n',
      before: 'Images 2.4.1 is starting\nFATAL: no key\n',
    },
  });
  expect(await logs.take()).toMatchObject({
    status: 'degraded',
    summary: '1 error line in 10 min, before the last restart',
    details: {
      lines: [{ pod: 'a', previous: true, text: 'FATAL: no key' }],
      lastWords: [
        {
          pod: 'a',
          previous: true,
          exitCode: 1,
          reason: 'Error',
          lines: ['Images 2.4.1 is starting', 'FATAL: no key'],
        },
      ],
    },
  });
});

it('counts the log of a run once while its container waits to begin anew', async () => {
  const log = 'FATAL: no key\n';
  serveLogs(podOf('a', CRASH_LOOP), { app: { now: log, before: log } });
  const { details } = await logs.take();
  expect(details).toMatchObject({
    total: 1,
    lines: [{ text: 'FATAL: no key' }],
  });
  expect(details?.lastWords).toHaveLength(1);
});

it.each([
  ['whatever its words', ended(), 'IDEOGRAM_API_KEY is missing, so we stop', 1],
  [
    'not if it was killed',
    ended({ exitCode: 137, reason: 'OOMKilled' }),
    'image made',
    0,
  ],
  ['not if it was told to end', ended({ exitCode: 143 }), 'image made', 0],
  [
    'not if it ended well',
    ended({ exitCode: 0, reason: 'Completed' }),
    'done',
    0,
  ],
  [
    'not if it says that all is well',
    ended(),
    '[12:04:11 INF] error budget is 99%',
    0,
  ],
])(
  'takes the last line of a container that gives up for an error, %s',
  async (_, lastState, line, total) => {
    serveLogs(podOf('a', { ...CRASH_LOOP, lastState }), {
      app: { now: `info: starting\n${line}\n` },
    });
    const { details } = await logs.take();
    expect(details?.total).toBe(total);
    expect(details?.lastWords?.[0].lines).toEqual(['info: starting', line]);
  },
);

const withInit = (init: JsonObject, main: JsonObject, spec: JsonObject = {}) =>
  podOf('a', main, {
    spec: {
      containers: [{ name: 'app' }],
      initContainers: [{ name: 'first', ...spec }],
    },
    status: {
      phase: 'Pending',
      initContainerStatuses: [{ name: 'first', ...init }],
    },
  });

it('finds the reason of Init:CrashLoopBackOff in the log of the init container', async () => {
  serveLogs(withInit(CRASH_LOOP, NOT_STARTED), {
    first: { now: 'ERROR: no database\n' },
  });
  expect(await logs.take()).toMatchObject({
    status: 'degraded',
    summary: '1 error line in 10 min, in init container first',
    details: {
      lines: [
        {
          pod: 'a',
          container: 'first',
          init: true,
          text: 'ERROR: no database',
        },
      ],
    },
  });
});

it('reads the init container that a pod waits for, but makes no verdict of it', async () => {
  const running = { ...RUNNING, ready: false };
  serveLogs(withInit(running, NOT_STARTED), { first: { now: 'waiting\n' } });
  expect(await logs.take()).toMatchObject({
    status: 'unknown',
    summary: 'No pod has started yet',
  });
  serveLogs(withInit(running, NOT_STARTED), {
    first: { now: 'error: no database\n' },
  });
  expect((await logs.take()).status).toBe('degraded');
});

it('leaves an init container alone that is done', async () => {
  const done = { state: ended({ exitCode: 0, reason: 'Completed' }) };
  serveLogs(withInit(done, RUNNING), {
    app: { now: 'info: fine\n' },
    first: { now: 'error: no database yet, waiting\n' },
  });
  expect((await logs.take()).status).toBe('ok');
});

it('reads a native sidecar that crashes, and not one that is well', async () => {
  const sidecar = { restartPolicy: 'Always' };
  const log = {
    first: { now: '', before: 'FATAL: no tunnel\n' },
    app: { now: '' },
  };
  serveLogs(withInit(RESTARTED, RUNNING, sidecar), log);
  expect(await logs.take()).toMatchObject({
    status: 'degraded',
    summary:
      '1 error line in 10 min, in container first, before the last restart',
  });
  serveLogs(withInit(RUNNING, RUNNING, sidecar), log);
  expect((await logs.take()).status).toBe('ok');
});

it('says in which container an error stands where a pod has several', async () => {
  const pod = podOf('a', RUNNING, {
    spec: { containers: [{ name: 'proxy' }, { name: 'app' }] },
    status: {
      containerStatuses: ['proxy', 'app'].map(name => ({ name, ...RUNNING })),
    },
  });
  serveLogs(pod, {
    proxy: { now: 'fine\n' },
    app: { now: 'error: no disk\n' },
  });
  expect(await logs.take()).toMatchObject({
    summary: '1 error line in 5 min, in container app',
    details: {
      lines: [{ pod: 'a', container: 'app', text: 'error: no disk' }],
    },
  });
});

it('reads the newest part of a log that is too long', async () => {
  const long = Array.from(
    { length: 5_000 },
    (_, i) => `error: line ${i} ${'x'.repeat(500)}\n`,
  );
  logs.serve({
    a: (request, response, url) => {
      const tail = Number(url.searchParams.get('tailLines'));
      const limit = Number(url.searchParams.get('limitBytes'));
      const log = Buffer.from(long.slice(-tail).join(''));
      text(log.subarray(0, limit))(request, response, url);
    },
  });
  const { status: taken, summary, details } = await logs.take();
  expect(taken).toBe('degraded');
  expect(details?.truncated).toBe(true);
  expect(details?.lines.at(-1)?.text).toContain('line 4999');
  expect(summary).toMatch(/^At least \d+ error lines in 5 min$/);
  expect(logs.podRequests()).toHaveLength(3);
});

it('reads 20 pods at most, those in trouble first, within one bound for all', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `pod-${i}`);
  logs.serve(Object.fromEntries(names.map(name => [name, 'info: fine\n'])));
  logs.server.answers[PODS] = json(
    podList(
      ...names.map(name =>
        podOf(name, { ...RUNNING, ready: name !== 'pod-29' }),
      ),
    ),
  );
  const result = await logs.take();
  const [, ...asked] = logs.podRequests();
  expect(asked).toHaveLength(20);
  expect(asked[0].pathname).toBe(logOf('pod-29'));
  const bytes = asked.map(url => Number(url.searchParams.get('limitBytes')));
  expect(bytes.reduce((a, b) => a + b)).toBeLessThanOrEqual(MAX_BYTES);
  expect(result).toMatchObject({
    status: 'ok',
    summary: 'No error line in the newest part of the logs',
    details: { truncated: true },
  });
});
