import { KubeConfig } from '@kubernetes/client-node';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RawClient } from './contract/rawClient';
import { startCluster, type Cluster } from './index';

jest.setTimeout(30_000);

const logger = { info() {}, warn() {}, error() {} };
let stateDir: string;
let cluster: Cluster;
let admin: RawClient;

beforeAll(async () => {
  stateDir = await mkdtemp(path.join(os.tmpdir(), 'cluster-'));
  cluster = await startCluster({ port: 0, kubeletPort: 0, stateDir, logger });
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfigFile);
  admin = new RawClient(config);
});

afterAll(async () => {
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

it('ends at once, even where its parts are still about to connect', async () => {
  const folder = path.join(stateDir, 'brief');
  const options = { port: 0, kubeletPort: 0, stateDir: folder, logger };
  const brief = await startCluster(options);
  const ended = brief.stop().then(() => 'ended');
  const late = pause(5_000, 'late', { ref: false });
  expect(await Promise.race([ended, late])).toBe('ended');
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
