import net, { type AddressInfo } from 'node:net';
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
import { createClusterClients, type ActingLimits } from './clusters';
import type { KubernetesError } from './kubernetesError';
import type { RemediationSession } from './remediationSession';

const KEY = 'ideo_k3y/with+signs=9f3c41d2';
const KEY_IN_BASE64 = Buffer.from(KEY).toString('base64');
const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/app';
const REPLICA_SETS = '/apis/apps/v1/namespaces/default/replicasets';
const SECRET = '/api/v1/namespaces/default/secrets/keys';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const OPTIONS = { fieldManager: 'portal' };

const deployment = {
  kind: 'Deployment',
  metadata: { name: 'app', generation: 7 },
  spec: { replicas: 2 },
  status: {},
};
const secret = {
  kind: 'Secret',
  metadata: { name: 'keys', resourceVersion: '41' },
  data: { 'api-key': KEY_IN_BASE64 },
};

const patchDeployment = (session: RemediationSession) =>
  session.patchDeployment('default', 'app', { spec: {} }, OPTIONS);
const patchSecret = (session: RemediationSession) =>
  session.patchSecret(
    'default',
    'keys',
    { data: { 'api-key': KEY_IN_BASE64 } },
    OPTIONS,
  );
const ask = (session: RemediationSession) =>
  session.reviewAccess({
    namespace: 'default',
    verb: 'patch',
    group: 'apps',
    resource: 'deployments',
    name: 'app',
  });

let server: ApiServer;

beforeAll(async () => {
  server = await startApiServer({ tls: true });
});
beforeEach(() => {
  for (const path of Object.keys(server.answers)) delete server.answers[path];
  server.requests.length = 0;
  server.received.length = 0;
});
afterAll(() => server.close());

function act<T>(
  work: (session: RemediationSession) => Promise<T>,
  limits: Partial<ActingLimits> & { timeoutMs?: number } = {},
  connection = server.connection,
): Promise<T> {
  const { timeoutMs = 10_000, ...more } = limits;
  return createClusterClients().act(
    connection,
    {
      signal: AbortSignal.timeout(timeoutMs),
      deadline: Date.now() + timeoutMs,
      maxBytes: 256 * 1024,
      ...more,
    },
    work,
  );
}

async function failure(work: Promise<unknown>): Promise<KubernetesError> {
  const error = await work.then(
    () => new Error('It should have failed'),
    reason => reason,
  );
  const shown = JSON.stringify([error, error.message, error.stack]);
  for (const part of [TOKEN, KEY, KEY_IN_BASE64]) {
    expect(shown).not.toContain(part);
  }
  return error;
}

/** Takes connections, and never speaks TLS on them. */
async function startSilentPort() {
  const sockets: net.Socket[] = [];
  const port = net.createServer(socket => sockets.push(socket));
  await new Promise<void>(resolve => {
    port.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `https://127.0.0.1:${(port.address() as AddressInfo).port}`,
    close: () => {
      port.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
}

describe('a change', () => {
  it.each([
    [
      'of a deployment',
      DEPLOYMENT,
      deployment,
      patchDeployment,
      'application/strategic-merge-patch+json',
      { spec: {} },
    ],
    [
      'of a secret',
      SECRET,
      secret,
      patchSecret,
      'application/merge-patch+json',
      { data: { 'api-key': KEY_IN_BASE64 } },
    ],
  ] as const)(
    '%s is one patch, and its answer what was stored',
    async (_, path, stored, patch, contentType, body) => {
      server.answers[path] = json(stored);
      const result = await act<object>(patch);

      expect(result).toMatchObject({ metadata: stored.metadata });
      expect(server.received).toEqual([
        {
          method: 'PATCH',
          headers: expect.objectContaining({ 'content-type': contentType }),
          body,
        },
      ]);
      expect(Object.fromEntries(server.requests[0].searchParams)).toEqual({
        fieldManager: 'portal',
      });
    },
  );

  it('that is only tried out says so to the server', async () => {
    server.answers[DEPLOYMENT] = json(deployment);
    await act(session =>
      session.patchDeployment(
        'default',
        'app',
        { spec: { template: null } },
        { ...OPTIONS, dryRun: true },
      ),
    );
    expect(server.requests[0].searchParams.get('dryRun')).toBe('All');
    expect(server.received[0].body).toEqual({ spec: { template: null } });
  });

  it.each<[string, Handler, Partial<KubernetesError>]>([
    [
      'meets another one',
      status(409, 'Operation cannot be fulfilled on secrets "keys"'),
      { kind: 'conflict' },
    ],
    [
      'makes the object invalid',
      status(422, 'Deployment.apps "app" is invalid: spec.replicas'),
      { kind: 'invalid' },
    ],
    [
      'is denied by a webhook',
      status(
        403,
        'admission webhook "guard.example.com" denied the request: frozen',
      ),
      {
        kind: 'admission',
        refusedBy: 'guard.example.com',
        reason:
          'admission webhook "guard.example.com" denied the request: frozen',
      },
    ],
    [
      'is denied by a webhook with another code',
      status(422, 'admission webhook "guard" denied the request: frozen'),
      { kind: 'admission', refusedBy: 'guard' },
    ],
    [
      'meets a webhook that is down',
      status(
        500,
        'Internal error occurred: failed calling webhook "guard": context deadline exceeded',
      ),
      { kind: 'admission', refusedBy: 'guard' },
    ],
    [
      'is denied by a policy',
      status(
        422,
        `deployments.apps "app" is forbidden: ValidatingAdmissionPolicy 'freeze' with binding 'all' denied request: frozen`,
      ),
      { kind: 'admission', refusedBy: 'freeze' },
    ],
    [
      'is more than the quota',
      status(403, 'pods "app-1" is forbidden: exceeded quota: small'),
      { kind: 'quota' },
    ],
    [
      'is not for this account',
      status(403, 'deployments.apps "app" is forbidden: User "portal" cannot'),
      { kind: 'forbidden' },
    ],
    [
      'may not be made in the name of a person',
      status(
        403,
        'users "user:default/jane" is forbidden: User "portal" cannot impersonate resource "users" in API group "" at the cluster scope',
      ),
      { kind: 'impersonation' },
    ],
    ['is too late for the object', status(404, 'gone'), { kind: 'not-found' }],
    ['is too late for the token', status(401, ''), { kind: 'unauthorized' }],
    ['is too large', status(413, 'too large'), { kind: 'refused-request' }],
    [
      'is refused by a proxy',
      (_, response) => response.writeHead(403).end('<html>'),
      { kind: 'forbidden' },
    ],
    [
      'comes when there are too many',
      (_, response) => response.writeHead(429).end('Too many requests'),
      { kind: 'server' },
    ],
  ])('that %s certainly did not happen', async (_, handler, expected) => {
    server.answers[DEPLOYMENT] = handler;
    const error = await failure(act(patchDeployment));
    expect(error).toMatchObject({ ...expected, mayHaveHappened: false });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, Handler, Partial<KubernetesError>]>([
    ['has its connection cut', reset, { kind: 'reset' }],
    ['has its answer cut', resetHalfway, { kind: 'reset' }],
    ['meets a broken server', status(500, 'etcd'), { kind: 'server' }],
    [
      'meets a broken proxy',
      (_, response) => response.writeHead(502).end('<html>'),
      { kind: 'server' },
    ],
    [
      'is given up on by the server',
      status(504, 'Timeout: request did not complete'),
      { kind: 'server' },
    ],
    [
      'is given up on by a proxy',
      (_, response) => response.writeHead(408).end(),
      { kind: 'server' },
    ],
    [
      'is answered with a page',
      text('<p>', 'text/html'),
      { kind: 'unreadable' },
    ],
    ['is answered with another object', json(secret), { kind: 'unreadable' }],
    ['is answered with half of it', json(null), { kind: 'unreadable' }],
    [
      'is answered without end',
      endless('application/json'),
      { kind: 'too-large' },
    ],
    [
      'is sent elsewhere',
      redirectTo('https://a.example'),
      { kind: 'unreadable' },
    ],
  ])(
    'that %s may have happened, and is not repeated',
    async (_, handler, expected) => {
      server.answers[DEPLOYMENT] = handler;
      const error = await failure(act(patchDeployment));
      expect(error).toMatchObject({ ...expected, mayHaveHappened: true });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('that gets no answer may have happened', async () => {
    server.answers[SECRET] = hang;
    const error = await failure(act(patchSecret, { timeoutMs: 300 }));
    expect(error).toMatchObject({ kind: 'timeout', mayHaveHappened: true });
  });

  it('that was only tried out did not happen, however it ends', async () => {
    server.answers[DEPLOYMENT] = reset;
    const error = await failure(
      act(session =>
        session.patchDeployment(
          'default',
          'app',
          {},
          { ...OPTIONS, dryRun: true },
        ),
      ),
    );
    expect(error).toMatchObject({ kind: 'reset', mayHaveHappened: false });
  });

  it('that never left did not happen', async () => {
    const { caData, ...untrusted } = server.connection;
    const gone = await startApiServer();
    await gone.close();
    for (const connection of [untrusted, gone.connection]) {
      const error = await failure(act(patchDeployment, {}, connection));
      expect(error.mayHaveHappened).toBe(false);
    }
    expect(server.requests).toHaveLength(0);
  });

  it('that waits for a connection in vain did not happen', async () => {
    const limits = { timeoutMs: 300 };
    const silent = await startSilentPort();
    try {
      const error = await failure(
        act(patchDeployment, limits, { ...server.connection, url: silent.url }),
      );
      expect(error).toMatchObject({ kind: 'timeout', mayHaveHappened: false });
    } finally {
      silent.close();
    }
  });

  it.each([
    ['whole', `Secret "keys" is invalid: Invalid value: "${KEY}"`],
    ['encoded', `found in ...|"api-key":"${KEY_IN_BASE64}"}}|...`],
    ['in part', `found in ...|-key":"${KEY_IN_BASE64.slice(0, 14)}|...`],
    ['in part, from its middle', `near ${KEY.slice(5, 15)} of the input`],
    ['beyond what is shown', `${'.'.repeat(290)}${KEY}`],
  ])('does not come back %s in the words of a refusal', async (_, words) => {
    server.answers[SECRET] = status(400, words);
    server.answers[DEPLOYMENT] = status(400, words);
    const pieces = [KEY, KEY_IN_BASE64].flatMap(form =>
      Array.from({ length: form.length - 5 }, (__, at) =>
        form.slice(at, at + 6),
      ),
    );
    for (const work of [
      act(patchSecret),
      act<unknown>(patchDeployment, { secrets: [KEY] }),
    ]) {
      const { reason = '' } = await failure(work);
      expect(reason).not.toBe('');
      expect(pieces.filter(piece => reason.includes(piece))).toEqual([]);
    }
  });
});

describe('the name of a person', () => {
  it('goes with each request', async () => {
    server.answers[SECRET] = json(secret);
    await act(session => session.secret('default', 'keys'), {
      impersonate: 'user:default/jane',
    });
    expect(server.received[0].headers).toMatchObject({
      'impersonate-user': 'user:default/jane',
      authorization: `Bearer ${TOKEN}`,
    });
  });

  it.each(['', 'a b', 'jane\r\nImpersonate-Group: system:masters', 'jané'])(
    'is refused where it is %j',
    async impersonate => {
      const error = await failure(act(patchSecret, { impersonate }));
      expect(error.kind).toBe('sign-in');
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('a question for access', () => {
  it.each<[{ allowed: boolean; denied?: boolean; reason?: string }, boolean]>([
    [{ allowed: true, reason: 'RBAC: allowed by' }, true],
    [{ allowed: false, reason: 'no\u001b[31m RBAC policy' }, false],
    [{ allowed: false, denied: true }, false],
  ])('that is answered %j is %s', async (answer, allowed) => {
    server.answers[REVIEWS] = json({ spec: {}, status: answer }, 201);
    const result = await act(ask);
    expect(result).toEqual({
      allowed,
      reason: answer.reason?.replace('\u001b[31m', ''),
    });
    expect(server.received[0].body).toMatchObject({
      spec: {
        resourceAttributes: {
          namespace: 'default',
          verb: 'patch',
          group: 'apps',
          resource: 'deployments',
          name: 'app',
        },
      },
    });
  });

  it.each([{}, { status: {} }, { status: { allowed: 'true' } }, []])(
    'that is answered %j is not taken for a yes',
    async answer => {
      server.answers[REVIEWS] = json(answer, 201);
      expect((await failure(act(ask))).kind).toBe('unreadable');
    },
  );
});

describe('what is read', () => {
  it('is the replica sets of a selector', async () => {
    server.answers[REPLICA_SETS] = json({
      kind: 'ReplicaSetList',
      items: [{ metadata: { name: 'app-1' } }, null, {}],
    });
    const found = await act(session =>
      session.replicaSets('default', 'app=app'),
    );
    expect(found.map(({ metadata }) => metadata?.name)).toEqual(['app-1']);
    expect(server.requests[0].searchParams.get('labelSelector')).toBe(
      'app=app',
    );
  });

  it.each([
    { ...secret, kind: 'ConfigMap' },
    { ...secret, metadata: { name: 'others' } },
    { ...secret, data: { 'api-key': 7 } },
  ])('is no secret where it is %j', async answer => {
    server.answers[SECRET] = json(answer);
    const error = await failure(
      act(session => session.secret('default', 'keys')),
    );
    expect(error).toMatchObject({
      kind: 'unreadable',
      mayHaveHappened: false,
    });
  });

  it('may be a secret without a key', async () => {
    const { data, ...empty } = secret;
    server.answers[SECRET] = json(empty);
    const found = await act(session => session.secret('default', 'keys'));
    expect(found.data).toBeUndefined();
  });
});
