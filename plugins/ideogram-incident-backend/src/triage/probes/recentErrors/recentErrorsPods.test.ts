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
  expect(result.details?.lines).toEqual([{ pod: 'a', text: 'panic: no key' }]);
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
    await logs.take(kubernetes);
    return logs.server.requests.at(-1)?.searchParams.get('container');
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
