import path from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import {
  standIn,
  startCluster,
  type Cluster,
} from '../../packages/sandbox/src/cluster';
import {
  deploymentOf,
  isRolledOut,
  programs,
  RawClient,
  until,
} from '../../packages/sandbox/src/cluster/contract';
import type { Choice } from '../../packages/sandbox/src/cluster/control-plane/choose';
import { realControlPlane } from '../../packages/sandbox/src/cluster/control-plane/realControlPlane';
import type {
  Deployment,
  Pod,
} from '../../packages/sandbox/src/cluster/objects';
import { arrivals, auditLog, type RequestLog } from './requestLog';

export const NAMESPACE = 'default';
const REPLICAS = 2;

/** Two deployments that differ by their name alone. */
export const DEPLOYMENTS = {
  /** The one that the portal's account may change. */
  portal: 'ideogram-integration',
  kubectl: 'changed-by-kubectl',
} as const;
export type By = keyof typeof DEPLOYMENTS;

/** A cluster, and two deployments in it. */
export interface BenchCluster {
  cluster: Cluster;
  log: RequestLog;
  generation(by: By): Promise<number>;
  /** Resolves once the deployment is of this generation, and no old pod is left. */
  settled(by: By, generation: number): Promise<void>;
  /** Lets pods count only after they were ready this long. */
  slowDown(by: By, minReadySeconds: number): Promise<void>;
  stop(): Promise<void>;
}

const apps = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const quiet = { info() {}, warn() {}, error() {} };

export async function startBenchCluster(
  folder: string,
  { binaries }: Choice,
): Promise<BenchCluster> {
  const stateDir = path.join(folder, 'cluster');
  const hook = arrivals();
  const cluster = await startCluster({
    port: 0,
    kubeletPort: 0,
    stateDir,
    controlPlane: binaries
      ? realControlPlane({ binaries, etcdPort: 0, etcdPeerPort: 0 })
      : standIn(hook),
    logger: quiet,
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(cluster.kubeconfigFile);
  const admin = new RawClient(kubeConfig);

  const settled = async (by: By, generation: number) => {
    const name = DEPLOYMENTS[by];
    await until<Deployment>(
      admin,
      apps,
      { fieldSelector: `metadata.name=${name}` },
      ([deployment]) =>
        deployment?.metadata.generation === generation &&
        isRolledOut(deployment),
    );
    await until<Pod>(
      admin,
      `/api/v1/namespaces/${NAMESPACE}/pods`,
      { labelSelector: `app=${name}` },
      pods => pods.length === REPLICAS,
    );
  };
  try {
    await cluster.applyManifests(
      Object.values(DEPLOYMENTS).map(name =>
        deploymentOf(NAMESPACE, name, programs.steady, { replicas: REPLICAS }),
      ),
    );
    await Promise.all([settled('portal', 1), settled('kubectl', 1)]);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return {
    cluster,
    log: binaries ? auditLog(stateDir) : hook,
    generation: async by =>
      (await admin.get(`${apps}/${DEPLOYMENTS[by]}`)).metadata.generation,
    settled,
    slowDown: async (by, minReadySeconds) => {
      const { metadata } = await admin.patch(
        `${apps}/${DEPLOYMENTS[by]}`,
        'merge',
        { spec: { minReadySeconds } },
      );
      await settled(by, metadata.generation);
    },
    stop: cluster.stop,
  };
}
