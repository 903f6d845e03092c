import type { JsonObject } from '@backstage/types';
import { createClusterClients } from '../../../upstream/kubernetes';
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
  minutesAgo,
  podList,
  podOf,
  RUNNING,
  targetIn,
} from '../__testUtils__/cluster';
import { createRecentErrorsProbe } from '../recentErrors/recentErrorsProbe';
import { deadlineIn } from '../__testUtils__/upstream';
import { RolloutMemory } from './rolloutMemory';
import { createWorkloadProbe } from './workloadProbe';

const NAME = 'ideogram-integration';
const DEPLOYMENT = `/apis/apps/v1/namespaces/default/deployments/${NAME}`;
const PODS = '/api/v1/namespaces/default/pods';
const METRICS = '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods';

const clusters = createClusterClients();
const probe = createWorkloadProbe(clusters, new RolloutMemory());
let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer();
});
beforeEach(() => {
  for (const path of Object.keys(server.answers)) delete server.answers[path];
  server.requests.length = 0;
});
afterAll(() => server.close());

const take = (ms = 10_000) => probe.take(targetIn(server.url), deadlineIn(ms));

const deployment = (replicas: number, counts: JsonObject = {}) =>
  json({
    kind: 'Deployment',
    metadata: { name: NAME },
    spec: { replicas },
    status: counts,
  });
const owned = (name: string, owner: string, kind = 'ReplicaSet') =>
  podOf(name, RUNNING, {
    metadata: { ownerReferences: [{ kind, name: owner, controller: true }] },
  });

it('tells counts, pods, restarts, and memory against its limit', async () => {
  server.answers[DEPLOYMENT] = deployment(2, {
    updatedReplicas: 2,
    availableReplicas: 1,
  });
  server.answers[PODS] = json(
    podList(
      podOf(
        'a',
        { ...RUNNING, restartCount: 2 },
        {
          spec: {
            containers: [
              { name: 'app', resources: { limits: { memory: '1Gi' } } },
            ],
          },
        },
      ),
      podOf('b', {
        ready: false,
        restartCount: 5,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
        lastState: { terminated: { exitCode: 1, finishedAt: minutesAgo(1) } },
      }),
    ),
  );
  server.answers[METRICS] = json({
    items: [
      { metadata: { name: 'a' }, containers: [{ usage: { memory: '256Mi' } }] },
    ],
  });
  expect(await take()).toEqual({
    status: 'degraded',
    summary: '1 of 2 pods available: 1 crashing',
    details: {
      namespace: 'default',
      deployment: NAME,
      desired: 2,
      updated: 2,
      available: 1,
      restarts: 7,
      mitigations: [],
      pods: [
        {
          name: 'b',
          ready: false,
          restarts: 5,
          trouble: 'crashing',
          message: 'ended with exit code 1',
          startedAt: '2026-01-01T00:00:00.000Z',
        },
        {
          name: 'a',
          ready: true,
          restarts: 2,
          startedAt: '2026-01-01T00:00:00.000Z',
          memory: { usedBytes: 256 * 1024 ** 2, limitBytes: 1024 ** 3 },
        },
      ],
    },
  });
  expect(server.requests).toHaveLength(3);
});

it.each<[string, Handler | undefined]>([
  ['are not served', undefined],
  ['are forbidden', status(403, 'no')],
  ['are garbage', text('{', 'application/json')],
  ['hang', hang],
])('is whole but for memory where metrics %s', async (_, handler) => {
  server.answers[DEPLOYMENT] = deployment(1, { availableReplicas: 1 });
  server.answers[PODS] = json(podList(podOf('a')));
  if (handler) server.answers[METRICS] = handler;
  const result = await take(60_000);
  expect(result.status).toBe('ok');
  expect(result.details?.pods[0]).not.toHaveProperty('memory');
});

it('knows that pods crashed before the last rollout already', async () => {
  const own = createWorkloadProbe(clusters, new RolloutMemory());
  const rollOut = async (revision: string) => {
    server.answers[DEPLOYMENT] = json({
      kind: 'Deployment',
      metadata: {
        name: NAME,
        annotations: { 'deployment.kubernetes.io/revision': revision },
      },
      // All at once, so that the cluster never calls it unavailable.
      spec: { replicas: 1 },
      status: { conditions: [{ type: 'Available', status: 'True' }] },
    });
    server.answers[PODS] = json(
      podList(
        podOf(
          `pod-${revision}`,
          {
            ready: false,
            restartCount: 2,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: {
              terminated: {
                exitCode: 1,
                startedAt: minutesAgo(1),
                finishedAt: minutesAgo(1),
              },
            },
          },
          {
            metadata: {
              creationTimestamp: minutesAgo(1.5),
              ownerReferences: [
                {
                  kind: 'ReplicaSet',
                  name: `${NAME}-${revision}`,
                  controller: true,
                },
              ],
            },
          },
        ),
      ),
    );
    const { details } = await own.take(
      targetIn(server.url),
      deadlineIn(10_000),
    );
    return details?.brokenRollout;
  };
  expect(await rollOut('6')).not.toHaveProperty('wasDownBefore');
  expect(await rollOut('7')).toMatchObject({
    revision: 7,
    wasDownBefore: true,
  });
});

it('counts only pods of the deployment among those that the selector finds', async () => {
  server.answers[DEPLOYMENT] = deployment(1, { availableReplicas: 1 });
  server.answers[PODS] = json(
    podList(
      owned('own', `${NAME}-5d9c7b8f4`),
      owned('canary', `${NAME}-canary-5d9c7b8f4`),
      owned('job', NAME, 'Job'),
      podOf('evicted', {}, { status: { phase: 'Failed' } }),
    ),
  );
  const { details } = await take();
  expect(details?.pods.map(pod => pod.name)).toEqual(['own']);
});

it('is failing where the cluster says that there is no deployment', async () => {
  server.answers[DEPLOYMENT] = status(404, 'deployments.apps not found');
  server.answers[PODS] = json(podList());
  expect(await take()).toEqual({
    status: 'failing',
    summary: `Deployment missing: there is no ${NAME} in default`,
  });
});

it.each<[string, Handler, string]>([
  [
    'a 404 that is not the word of the cluster',
    text('', 'text/html'),
    'web page',
  ],
  ['an empty object', json({}), 'shape that is not known'],
  [
    'no status',
    json({ metadata: { name: NAME }, spec: { replicas: 1 } }),
    'shape that is not known',
  ],
  ['403', status(403, 'no'), "403 to the portal's account"],
])('is unknown with %s for the deployment', async (_, handler, cause) => {
  server.answers[DEPLOYMENT] = handler;
  server.answers[PODS] = json(podList(podOf('a')));
  const result = await take();
  expect(result.status).toBe('unknown');
  expect(result.problem?.cause).toContain(cause);
});

it('knows too few pods by their count alone, but not enough by it', async () => {
  server.answers[PODS] = reset;
  server.answers[DEPLOYMENT] = deployment(2);
  expect(await take()).toMatchObject({
    status: 'failing',
    summary: '0 of 2 pods available',
  });
  server.answers[DEPLOYMENT] = deployment(2, { availableReplicas: 2 });
  expect((await take()).status).toBe('unknown');
});

it('does not call pods well that it can not find', async () => {
  server.answers[DEPLOYMENT] = deployment(2, { availableReplicas: 2 });
  server.answers[PODS] = json(podList());
  expect(await take()).toMatchObject({
    status: 'unknown',
    summary: `The pods of ${NAME} can't be found`,
    problem: { cause: 'No pod in default matches app=ideogram-integration.' },
  });
});

it.each<[string, Handler]>([
  ['401', status(401, 'Unauthorized')],
  ['403', status(403, 'no')],
  ['500', status(500, 'etcd')],
  ['a reset', reset],
  ['an endless answer', endless('application/json')],
  ['a web page', text('<html>', 'text/html')],
  ['a redirect elsewhere', redirectTo('https://login.example.com/')],
  ['nothing until the deadline', hang],
])('has one problem with the probe of logs: %s', async (_, handler) => {
  for (const path of [DEPLOYMENT, PODS, METRICS])
    server.answers[path] = handler;
  const target = targetIn(server.url);
  const limits = deadlineIn(1_000);
  const [workload, errors] = await Promise.all([
    probe.take(target, limits),
    createRecentErrorsProbe(clusters).take(target, limits),
  ]);
  expect(workload.status).toBe('unknown');
  expect(workload.problem).toBeDefined();
  expect(workload.problem).toEqual(errors.problem);
});
