import type { KubeConfig } from '@kubernetes/client-node';
import os from 'node:os';
import { ApiClient } from '../api-client/apiClient';
import { follow } from '../api-client/follow';
import type { Certificate } from '../certificates';
import type { Logger } from '../logger';
import type { Pod } from '../objects';
import { kubeletBackOff, type BackOffOptions } from './backOff';
import { startKubeletServer } from './kubeletServer';
import { keepNode } from './nodeObject';
import { PodWorker, type WorkerOptions } from './podWorker';

export interface NodeAgentOptions {
  kubeConfig: KubeConfig;
  nodeName: string;
  /** Where logs are served; 0 picks a free port. */
  port: number;
  /** A certificate that the cluster's authority signed for 127.0.0.1. */
  serving: Certificate;
  /** The authority that signed the API server's client certificate, PEM. */
  clientCa: string;
  logger: Logger;
  /** Left out: the kubelet's. */
  backOff?: BackOffOptions;
}

export interface NodeAgent {
  /** Ends all pods' programs; the objects stay as they are. */
  stop(): Promise<void>;
}

const graceAtStopMs = 2000;

/**
 * Plays the kubelet: makes this machine a node of a cluster, whose pods are
 * processes. Speaks to any Kubernetes control plane.
 */
export async function startNodeAgent(
  options: NodeAgentOptions,
): Promise<NodeAgent> {
  const { nodeName: name, logger } = options;
  const client = await ApiClient.connect(options.kubeConfig);
  const stopping = new AbortController();
  const workers = new Map<string, PodWorker>();
  const server = await startKubeletServer({
    ...options,
    pods: () => [...workers.values()],
  });
  const stop = async () => {
    stopping.abort();
    await Promise.all(
      [...workers.values()].map(worker => worker.halt(graceAtStopMs)),
    );
    await server.stop();
    client.close();
  };
  try {
    await keepNode(
      { client, name, kubeletPort: server.port, logger },
      stopping.signal,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const workerOptions: WorkerOptions = {
    client,
    backOff: options.backOff ?? kubeletBackOff,
    workingDir: os.tmpdir(),
    logger,
  };
  followPods(client, name, workers, workerOptions, stopping.signal);
  return { stop };
}

function followPods(
  client: ApiClient,
  nodeName: string,
  workers: Map<string, PodWorker>,
  options: WorkerOptions,
  signal: AbortSignal,
): void {
  const { logger } = options;
  const dismiss = (uid: string) => {
    const worker = workers.get(uid);
    workers.delete(uid);
    worker?.halt(0).catch(error => logger.error(`Node agent: ${error}`));
  };
  const see = (pod: Pod) => {
    const { uid, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
    const finished = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
    if (!workers.has(uid!) && (!finished || deletionTimestamp)) {
      workers.set(uid!, new PodWorker(pod, options));
    }
    workers.get(uid!)?.see(pod);
    if (deletionTimestamp) {
      workers
        .get(uid!)!
        .remove(deletionGracePeriodSeconds ?? 0)
        .catch(error => logger.error(`Node agent: ${error}`));
    }
  };
  follow<Pod>(
    client,
    '/api/v1/pods',
    { fieldSelector: `spec.nodeName=${nodeName}` },
    {
      onList: pods => {
        const present = new Set(pods.map(pod => pod.metadata.uid));
        [...workers.keys()].filter(uid => !present.has(uid)).forEach(dismiss);
        pods.forEach(see);
      },
      onEvent: ({ type, object }) =>
        type === 'DELETED' ? dismiss(object.metadata.uid!) : see(object),
      onTrouble: error => logger.warn(`Node agent: watching pods: ${error}`),
    },
    signal,
  );
}
