import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { RawClient } from '../contract/rawClient';
import type { Secret } from '../objects';
import { startCluster, standIn, type Cluster, type Fate } from '..';

jest.setTimeout(30_000);

const secrets = '/api/v1/namespaces/default/secrets';
let stateDir: string;
let cluster: Cluster;
let admin: RawClient;
let fate: Fate = 'answer';
let arrived = () => {};

beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), 'stand-in-'));
  cluster = await startCluster({
    port: 0,
    kubeletPort: 0,
    stateDir,
    logger: { info() {}, warn() {}, error() {} },
    controlPlane: standIn({
      admission: ({ object, dryRun, name, user }) =>
        (object as Secret | undefined)?.data?.key === 'YmFk'
          ? {
              webhook: 'keys.example',
              message: `${user} may not, dryRun=${dryRun}, ${name}`,
            }
          : undefined,
      onRequest: ({ method, path: asked, user }) => {
        if (user !== 'admin' || !asked.startsWith(`${secrets}/victim`)) {
          return 'answer';
        }
        arrived();
        return method === 'PATCH' ? fate : 'answer';
      },
    }),
  });
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfigFile);
  admin = new RawClient(config);
});

afterAll(async () => {
  await cluster.stop();
  await rm(stateDir, { recursive: true });
});

beforeEach(() => {
  fate = 'answer';
  return cluster.applyManifests([
    {
      kind: 'Secret',
      metadata: { name: 'victim', namespace: 'default' },
      data: { key: 'b2xk' },
    },
  ]);
});

const patch = () =>
  admin.patch(`${secrets}/victim`, 'merge', { data: { key: 'bmV3' } });
const stored = async () => (await admin.get(`${secrets}/victim`)).data.key;

it.each<[Fate, RegExp, string]>([
  ['reset', /socket hang up|ECONNRESET/, 'b2xk'],
  ['apply-then-reset', /socket hang up|ECONNRESET/, 'bmV3'],
  [{ status: 500 }, /^failed on purpose$/, 'b2xk'],
  [{ status: 503, message: 'etcd is away' }, /^etcd is away$/, 'b2xk'],
])('a request whose fate is %j fails', async (wanted, message, value) => {
  fate = wanted;
  await expect(patch()).rejects.toThrow(message);
  fate = 'answer';
  expect(await stored()).toBe(value);
});

it('a status comes as Kubernetes words it', async () => {
  fate = { status: 500 };
  const error = await patch().catch(reason => reason);
  expect(error.body).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    code: 500,
    reason: 'InternalError',
  });
});

it('a request that hangs is never carried out', async () => {
  fate = 'hang';
  const arrival = new Promise<void>(resolve => {
    arrived = resolve;
  });
  const impatience = new AbortController();
  const body = { data: { key: 'bmV3' } };
  const failed = admin
    .patch(`${secrets}/victim`, 'merge', body, {}, impatience.signal)
    .then(
      () => 'answered',
      () => 'given up',
    );
  await arrival;
  impatience.abort();
  expect(await failed).toBe('given up');
  fate = 'answer';
  expect(await stored()).toBe('b2xk');
});

it.each([{ dryRun: 'All' }, {}])(
  'a webhook refuses in the words of Kubernetes: %j',
  async query => {
    const error = await admin
      .patch(`${secrets}/victim`, 'merge', { data: { key: 'YmFk' } }, query)
      .catch(reason => reason);
    expect(error.body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: `admission webhook "keys.example" denied the request: admin may not, dryRun=${
        query.dryRun === 'All'
      }, victim`,
    });
    expect(await stored()).toBe('b2xk');
  },
);
