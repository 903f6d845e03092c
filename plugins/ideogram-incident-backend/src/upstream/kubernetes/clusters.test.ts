import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import {
  endless,
  hang,
  json,
  redirectTo,
  reset,
  resetHalfway,
  startApiServer,
  status,
  text,
  TOKEN,
  type ApiServer,
  type Handler,
} from './__testUtils__/apiServer';
import { KeptConnections } from './clusterCredentials';
import { createClusterClients } from './clusters';
import type { KubernetesError } from './kubernetesError';
import type { KubernetesSession } from './session';

const POD_LIST = '/api/v1/namespaces/default/pods';
const POD_LOG = '/api/v1/namespaces/default/pods/app-1/log';
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/app';
const MAX_BYTES = 256 * 1024;

const listPods = (session: KubernetesSession) =>
  session.pods('default', 'app=app', 10);
const readLog = (session: KubernetesSession) =>
  session.podLog('default', 'app-1', {
    sinceSeconds: 300,
    tailLines: 100,
    limitBytes: 4096,
  });

function read<T>(
  connection: ClusterConnection,
  reading: (session: KubernetesSession) => Promise<T>,
  timeoutMs = 10_000,
  clusters = createClusterClients(),
): Promise<T> {
  const limits = {
    signal: AbortSignal.timeout(timeoutMs),
    deadline: Date.now() + timeoutMs,
    maxBytes: MAX_BYTES,
  };
  return clusters.read(connection, limits, reading);
}

async function failure(work: Promise<unknown>): Promise<KubernetesError> {
  const error = await work.then(
    () => new Error('It should have failed'),
    reason => reason,
  );
  const shown = JSON.stringify([
    error,
    error.message,
    error.stack,
    error.fault,
  ]);
  expect(shown).not.toContain(TOKEN);
  return error;
}

describe('an API server', () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startApiServer({ tls: true });
  });
  beforeEach(() => {
    for (const path of Object.keys(server.answers)) delete server.answers[path];
    server.requests.length = 0;
  });
  afterAll(() => server.close());

  it('is asked for the pods of a label selector, and not for more of them', async () => {
    server.answers[POD_LIST] = json({
      kind: 'PodList',
      metadata: { continue: 'more' },
      items: [
        { metadata: { name: 'app-1' } },
        null,
        7,
        { metadata: {} },
        { metadata: { name: { toString: 1 } } },
      ],
    });
    const { pods, more } = await read(server.connection, listPods);
    expect(pods.map(pod => pod.metadata?.name)).toEqual(['app-1']);
    expect(more).toBe(true);
    const [{ searchParams }] = server.requests;
    expect(Object.fromEntries(searchParams)).toEqual({
      labelSelector: 'app=app',
      limit: '10',
    });
  });

  it('is asked for the newest lines of a log, and within bounds', async () => {
    server.answers[POD_LOG] = text('{"level":"error"}\n');
    expect(await read(server.connection, readLog)).toBe('{"level":"error"}\n');
    expect(Object.fromEntries(server.requests[0].searchParams)).toEqual({
      sinceSeconds: '300',
      tailLines: '100',
      limitBytes: '4096',
      timestamps: 'true',
    });
  });

  it('tells the memory of pods', async () => {
    server.answers['/apis/metrics.k8s.io/v1beta1/namespaces/default/pods'] =
      json({
        items: [
          {
            metadata: { name: 'app-1' },
            containers: [
              { usage: { memory: '1536Ki' } },
              { usage: { memory: '1.5Mi' } },
            ],
          },
          { metadata: { name: 'app-2' }, containers: [{ usage: {} }] },
          null,
        ],
      });
    const memory = await read(server.connection, session =>
      session.podMemory('default', 'app=app', AbortSignal.timeout(10_000)),
    );
    expect([...memory]).toEqual([['app-1', 3 * 1024 * 1024]]);
  });

  it.each<[string, Handler, Partial<KubernetesError>]>([
    ['breaks off', reset, { kind: 'reset' }],
    ['breaks off halfway', resetHalfway, { kind: 'reset' }],
    [
      'refuses the token',
      status(401, 'Unauthorized'),
      { kind: 'unauthorized' },
    ],
    [
      'denies the permission',
      status(403, 'pods is forbidden: User "portal" cannot list'),
      {
        kind: 'forbidden',
        reason: 'pods is forbidden: User "portal" cannot list',
      },
    ],
    ['has no such object', status(404, 'not found'), { kind: 'not-found' }],
    [
      'does not serve the API',
      (_, response) => response.writeHead(404).end('404 page not found'),
      { kind: 'server', fault: 'answers 404' },
    ],
    [
      'answers as a proxy in trouble',
      (_, response) => response.writeHead(502).end('<html>Bad gateway</html>'),
      { kind: 'server', fault: 'answers 502' },
    ],
    [
      'answers with a login page',
      text('<html><form>', 'text/html; charset=utf-8'),
      { kind: 'unreadable', fault: 'answers with a web page instead of data' },
    ],
    [
      'answers with a text',
      text('hello'),
      {
        kind: 'unreadable',
        fault: 'answers with something that is not JSON',
      },
    ],
    [
      'answers with half of an object',
      text('{"items": [', 'application/json'),
      { kind: 'unreadable' },
    ],
    [
      'answers with another object',
      json({ kind: 'Pod' }),
      { kind: 'unreadable' },
    ],
    [
      'answers with brackets and nothing else',
      text('['.repeat(100_000) + ']'.repeat(100_000), 'application/json'),
      {
        kind: 'unreadable',
        fault: 'answers with JSON of a shape that is not known',
      },
    ],
    ['answers with no object', json([]), { kind: 'unreadable' }],
    ['answers with null', json(null), { kind: 'unreadable' }],
    ['answers with a wrong shape', json({ items: 7 }), { kind: 'unreadable' }],
    [
      'answers with a wrong shape further in',
      json({ items: [{ metadata: { name: 'a', ownerReferences: {} } }] }),
      {
        kind: 'unreadable',
        fault: 'answers with JSON of a shape that is not known',
      },
    ],
    [
      'answers with more than any memory',
      endless('application/json'),
      { kind: 'too-large', fault: 'answers with more than 256 KiB' },
    ],
    [
      'redirects to another origin',
      redirectTo('https://elsewhere.example.com/login?state=1'),
      {
        kind: 'unreadable',
        fault:
          'redirects to https://elsewhere.example.com, and redirects to another origin are not followed',
      },
    ],
    [
      'redirects to what is not of the web',
      redirectTo('gopher://elsewhere.example.com/1'),
      { fault: expect.stringContaining('to gopher://elsewhere.example.com,') },
    ],
    [
      'redirects to itself',
      redirectTo(POD_LIST),
      { kind: 'unreadable', fault: 'answers 302' },
    ],
  ])('that %s is a failure with a kind', async (_, handler, expected) => {
    server.answers[POD_LIST] = handler;
    const error = await failure(read(server.connection, listPods));
    expect(error).toMatchObject({ name: 'KubernetesError', ...expected });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, Handler, Partial<KubernetesError>]>([
    [
      'waits for its container',
      status(400, 'container "app" is waiting to start: ContainerCreating'),
      {
        kind: 'refused-request',
        reason: 'container "app" is waiting to start: ContainerCreating',
      },
    ],
    ['is endless', endless('text/plain'), { kind: 'too-large' }],
    ['is a web page', text('<html>', 'text/html'), { kind: 'unreadable' }],
    ['is an object', json({ kind: 'Status' }), { kind: 'unreadable' }],
    [
      'is no text',
      text(Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256))),
      { kind: 'unreadable', fault: 'answers with a log of no text' },
    ],
  ])('whose log %s is a failure with a kind', async (_, handler, expected) => {
    server.answers[POD_LOG] = handler;
    const error = await failure(read(server.connection, readLog));
    expect(error).toMatchObject(expected);
  });

  it.each([
    ['without its counts', { kind: 'Deployment', metadata: { name: 'app' } }],
    ['of another kind', { kind: 'DeploymentList', items: [] }],
    [
      'of another name',
      { metadata: { name: 'b' }, spec: { replicas: 1 }, status: {} },
    ],
    [
      'with counts that are no numbers',
      { metadata: { name: 'app' }, spec: { replicas: 'two' }, status: {} },
    ],
    [
      'of which nobody can say how many pods are available',
      {
        metadata: { name: 'app' },
        spec: { replicas: 2 },
        status: { availableReplicas: '2' },
      },
    ],
  ])('does not pass off a deployment %s as one', async (_, body) => {
    server.answers[DEPLOYMENT] = json(body);
    const error = await failure(
      read(server.connection, session => session.deployment('default', 'app')),
    );
    expect(error.kind).toBe('unreadable');
  });

  it('that hangs is given up on at the deadline', async () => {
    server.answers[POD_LIST] = hang;
    const error = await failure(read(server.connection, listPods, 500));
    expect(error).toMatchObject({
      kind: 'timeout',
      fault: expect.stringMatching(/^gave no answer in /),
    });
  });

  it('is not trusted with the token where its certificate is unknown', async () => {
    const { caData, ...connection } = server.connection;
    const error = await failure(read(connection, listPods));
    expect(error.kind).toBe('tls');
    expect(error.fault).toMatch(/^can't be trusted: /);
    expect(server.requests).toHaveLength(0);
  });

  it('is trusted where the operator wants no check', async () => {
    server.answers[POD_LIST] = json({ items: [] });
    const { caData, ...connection } = server.connection;
    const { pods } = await read(
      { ...connection, skipTLSVerify: true },
      listPods,
    );
    expect(pods).toEqual([]);
  });

  describe('in a kubeconfig', () => {
    let folder: string;
    let file: string;
    const kubeConfig = (token: string) =>
      JSON.stringify({
        'current-context': 'here',
        contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
        clusters: [
          {
            name: 'c',
            cluster: {
              server: `${server.url}/`,
              'certificate-authority-data': server.connection.caData,
            },
          },
        ],
        users: [{ name: 'u', user: { token } }],
      });

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'clusters-'));
      file = join(folder, 'config');
      server.answers[POD_LIST] = json({ items: [] });
    });
    afterEach(() => rm(folder, { recursive: true }));

    const connection = () =>
      ({ type: 'kubeconfig', name: 'production', file } as const);

    it('is signed in to again when the file has changed', async () => {
      const clusters = createClusterClients();
      await writeFile(file, kubeConfig('token-of-yesterday'));
      const expired = read(connection(), listPods, 10_000, clusters);
      expect((await failure(expired)).kind).toBe('unauthorized');

      await writeFile(file, kubeConfig(TOKEN));
      const renewed = await read(connection(), listPods, 10_000, clusters);
      expect(renewed.pods).toEqual([]);
    });

    it.each([
      ['is missing', undefined],
      ['is no kubeconfig', '"'.concat(TOKEN)],
      ['names no cluster', JSON.stringify({ users: [{ name: TOKEN }] })],
    ])('fails in words where the file %s', async (_, content) => {
      if (content) await writeFile(file, content);
      const error = await failure(read(connection(), listPods));
      expect(error.kind).toBe('sign-in');
      expect(error.message).toMatch(/^The cluster can't be signed in to: /);
    });
  });

  it('has a CA file that may be missing', async () => {
    const { caData, ...connection } = server.connection;
    const error = await failure(
      read({ ...connection, caFile: '/nowhere/ca.crt' }, listPods),
    );
    expect(error.fault).toBe(
      "can't be signed in to: its CA, certificate or token can't be read (ENOENT)",
    );
  });
});

it('tells an address where nothing listens', async () => {
  const server = await startApiServer();
  await server.close();
  const error = await failure(read(server.connection, listPods));
  expect(error.kind).toBe('refused');
});

it('speaks plain HTTP where the operator says so', async () => {
  const server = await startApiServer();
  try {
    server.answers[POD_LIST] = json({ items: [] });
    const { pods } = await read(server.connection, listPods);
    expect(pods).toEqual([]);
  } finally {
    await server.close();
  }
});

describe('connections', () => {
  let server: ApiServer;
  let sockets: Set<Socket>;

  beforeEach(async () => {
    server = await startApiServer({ tls: true });
    sockets = new Set();
    server.answers[POD_LIST] = (request, ...rest) => {
      sockets.add(request.socket);
      json({ items: [] })(request, ...rest);
    };
    server.answers[DEPLOYMENT] = status(404, 'not found');
  });
  afterEach(() => server.close());

  const look = (
    connections?: KeptConnections,
    reading: (session: KubernetesSession) => Promise<unknown> = listPods,
  ) =>
    createClusterClients().read(
      server.connection,
      {
        signal: AbortSignal.timeout(10_000),
        deadline: Date.now() + 10_000,
        maxBytes: MAX_BYTES,
        connections,
      },
      reading,
    );
  const areClosed = async () => {
    while ([...sockets].some(socket => !socket.closed)) await delay(20);
  };

  it('are closed after each reading', async () => {
    await look();
    await look();
    expect(sockets.size).toBe(2);
    await areClosed();
  });

  it('that are kept serve the next one, and close when none follows', async () => {
    const connections = new KeptConnections();
    await look(connections);
    await look(connections);
    expect(sockets.size).toBe(1);
    await areClosed();
    await look(connections);
    expect(sockets.size).toBe(2);
  });

  it('are not kept where something went wrong', async () => {
    const connections = new KeptConnections();
    await look(connections);
    const missing = look(connections, session =>
      session.deployment('default', 'app'),
    );
    expect((await failure(missing)).kind).toBe('not-found');
    await look(connections);
    expect(sockets.size).toBe(2);
  });
});

it('does not take any machine for a part of a cluster', async () => {
  const { KUBERNETES_SERVICE_HOST, ...env } = process.env;
  jest.replaceProperty(process, 'env', env);
  const error = await failure(
    read({ type: 'in-cluster', name: 'here' }, listPods),
  );
  expect(error.fault).toContain('the portal runs in none');
});
