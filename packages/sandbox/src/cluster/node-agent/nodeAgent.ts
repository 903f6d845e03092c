import {
  CoreV1Api,
  ListWatch,
  Watch,
  type KubeConfig,
  type V1Pod,
} from '@kubernetes/client-node';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from '../certificates';
import { apiClient } from '../kubernetesClient';
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
  const { kubeConfig, nodeName, logger } = options;
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
  };
  try {
    await keepNode(
      { kubeConfig, name: nodeName, kubeletPort: server.port, logger },
      stopping.signal,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  followPods(
    kubeConfig,
    nodeName,
    workers,
    {
      core: apiClient(kubeConfig, CoreV1Api),
      backOff: options.backOff ?? kubeletBackOff,
      workingDir: os.tmpdir(),
      logger,
    },
    stopping.signal,
  );
  return { stop };
}

const pauseAfterTroubleMs = 1000;

/** Lets each pod of this node have its worker, until the signal. */
function followPods(
  kubeConfig: KubeConfig,
  nodeName: string,
  workers: Map<string, PodWorker>,
  options: WorkerOptions,
  signal: AbortSignal,
): void {
  const { core, logger } = options;
  const complain = (error: unknown) => logger.error(`Node agent: ${error}`);
  const keyOf = ({ metadata }: Pod) => `${metadata.namespace}/${metadata.name}`;
  const dismiss = (pod: Pod) => {
    const worker = workers.get(keyOf(pod));
    workers.delete(keyOf(pod));
    worker?.halt(0).catch(complain);
  };
  const see = (pod: Pod) => {
    const key = keyOf(pod);
    const { uid, deletionTimestamp, deletionGracePeriodSeconds } = pod.metadata;
    const finished = ['Succeeded', 'Failed'].includes(pod.status?.phase ?? '');
    // Another pod may have come in the place of one whose end was missed.
    if (workers.get(key)?.reference.uid !== uid) dismiss(pod);
    if (!workers.has(key) && (!finished || deletionTimestamp)) {
      workers.set(key, new PodWorker(pod, options));
    }
    const worker = workers.get(key);
    worker?.see(pod);
    if (deletionTimestamp) {
      worker?.remove(deletionGracePeriodSeconds ?? 0).catch(complain);
    }
  };

  const fieldSelector = `spec.nodeName=${nodeName}`;
  const informer = new ListWatch<V1Pod>(
    '/api/v1/pods',
    new Watch(kubeConfig),
    () => core.listPodForAllNamespaces({ fieldSelector }),
    false,
    undefined,
    fieldSelector,
  );
  // Times are dates in what was listed, and texts in what is watched; both are sent alike.
  const asSent = (pod: V1Pod) => pod as unknown as Pod;
  informer.on('add', pod => see(asSent(pod)));
  informer.on('update', pod => see(asSent(pod)));
  informer.on('delete', pod => dismiss(asSent(pod)));
  informer.on('error', async error => {
    if (signal.aborted) return;
    logger.warn(`Node agent: watching pods: ${error}`);
    await pause(pauseAfterTroubleMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await informer.start();
  });
  signal.addEventListener('abort', () => informer.stop());
  informer.start();
}
