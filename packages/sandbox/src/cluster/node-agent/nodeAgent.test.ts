import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { programs } from '../contract/programs';
import { RawClient } from '../contract/rawClient';
import { until } from '../contract/until';
import type { Pod } from '../objects';
import { standIn, startCluster, type Cluster, type Fate } from '..';

jest.setTimeout(60_000);

const pods = '/api/v1/namespaces/default/pods';
const refused: Fate = { status: 500 };
/** As after a break that was longer than the API server remembers. */
const expired: Fate = { status: 410 };

let stateDir: string;
let cluster: Cluster;
let admin: RawClient;
/** What becomes of the node agent's questions for its pods. */
let fateOf: (question: 'list' | 'watch') => Fate;

async function start() {
  stateDir = await mkdtemp(path.join(os.tmpdir(), 'node-agent-'));
  cluster = await startCluster({
    port: 0,
    kubeletPort: 0,
    stateDir,
    logger: { info() {}, warn() {}, error() {} },
    controlPlane: standIn({
      onRequest: ({ path: asked, query, user }) =>
        user === 'system:node:sandbox' && asked === '/api/v1/pods'
          ? fateOf(query.has('watch') ? 'watch' : 'list')
          : 'answer',
    }),
  });
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfigFile);
  admin = new RawClient(config);
}

afterEach(async () => {
  await cluster.stop();
  await rm(stateDir, { recursive: true });
});

async function createPod(): Promise<string> {
  const command = ['node', '-e', programs.steady];
  const { metadata } = await admin.create<Pod>(pods, {
    metadata: { name: 'app' },
    spec: { containers: [{ name: 'app', image: 'node', command }] },
  });
  return metadata.uid!;
}

const running = (uid: string) =>
  until<Pod>(
    admin,
    pods,
    {},
    ([pod]) => pod?.metadata.uid === uid && pod.status?.phase === 'Running',
  );

it.each<[string, Fate]>([
  ['breaks', 'reset'],
  ['is refused', refused],
  ['has missed too much', expired],
])('goes on when its watch %s', async (_, fate) => {
  const fates = [fate, fate];
  fateOf = question => (question === 'watch' && fates.shift()) || 'answer';
  await start();
  const uid = await createPod();
  expect(await running(uid)).toHaveLength(1);
  expect(fates).toEqual([]);
});

it('runs a pod in the place of one whose end it has missed', async () => {
  fateOf = question => (question === 'watch' ? expired : 'answer');
  await start();
  await running(await createPod());

  await new Promise<void>(blind => {
    fateOf = () => {
      blind();
      return refused;
    };
  });
  await admin.delete(`${pods}/app`, { gracePeriodSeconds: 0 });
  const uid = await createPod();
  fateOf = () => 'answer';
  expect(await running(uid)).toHaveLength(1);
});
