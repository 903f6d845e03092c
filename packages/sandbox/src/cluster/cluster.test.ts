import { KubeConfig } from '@kubernetes/client-node';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ApiClient } from './api-client/apiClient';
import { deploymentOf, programs } from './contract/programs';
import { until } from './contract/until';
import { startCluster, type Cluster } from './index';
import type { Pod } from './objects';

jest.setTimeout(30_000);

const logger = { info() {}, warn() {}, error() {} };
let stateDir: string;
let cluster: Cluster;
let admin: ApiClient;
let portal: ApiClient;

beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), 'cluster-'));
  cluster = await startCluster({ port: 0, kubeletPort: 0, stateDir, logger });
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfigFile);
  admin = await ApiClient.connect(config);
  config.users = [{ name: 'admin', token: cluster.tokens.portal }];
  portal = await ApiClient.connect(config);
});

afterAll(async () => {
  admin.close();
  portal.close();
  await cluster.stop();
  await rm(stateDir, { recursive: true });
});

it('writes its authority for all, and the administrator’s access for its owner alone', async () => {
  expect(await readFile(cluster.caFile, 'utf8')).toMatch(/BEGIN CERTIFICATE/);
  const { mode } = await stat(cluster.kubeconfigFile);
  expect((mode % 0o1000).toString(8)).toBe(
    process.platform === 'win32' ? '666' : '600',
  );
});

it('merges manifests into what is there', async () => {
  const secret = (data: object) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'keys', namespace: 'default' },
    data,
  });
  await cluster.applyManifests([secret({ a: 'eA==' })]);
  await cluster.applyManifests([secret({ b: 'eQ==' })]);
  const { data } = await admin.get('/api/v1/namespaces/default/secrets/keys');
  expect(data).toEqual({ a: 'eA==', b: 'eQ==' });
});

// Only Linux tells how much memory a process uses.
(process.platform === 'linux' ? describe : describe.skip)('on Linux', () => {
  it('shows the portal the memory of its pods', async () => {
    await cluster.applyManifests([
      deploymentOf('default', 'measured', programs.steady),
    ]);
    await until<Pod>(
      admin,
      '/api/v1/namespaces/default/pods',
      { labelSelector: 'app=measured' },
      ([pod]) => pod?.status?.phase === 'Running',
    );
    const { items } = await portal.get(
      '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods',
      { labelSelector: 'app=measured' },
    );
    expect(items).toEqual([
      expect.objectContaining({
        containers: [
          {
            name: 'app',
            usage: {
              cpu: expect.stringMatching(/^\d+n$/),
              memory: expect.stringMatching(/^\d{4,}Ki$/),
            },
          },
        ],
      }),
    ]);
  });
});

it('says which port is taken', async () => {
  const port = Number(new URL(cluster.url).port);
  await expect(
    startCluster({ port, kubeletPort: 0, stateDir, logger }),
  ).rejects.toThrow(`Port ${port} is taken`);
  await expect(
    startCluster({ port: 0, kubeletPort: port, stateDir, logger }),
  ).rejects.toThrow(`Port ${port} is taken`);
});
