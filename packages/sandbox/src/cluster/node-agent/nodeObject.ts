import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CoordinationV1Api,
  CoreV1Api,
  V1MicroTime,
  type KubeConfig,
  type V1LeaseSpec,
  type V1NodeCondition,
  type V1NodeStatus,
} from '@kubernetes/client-node';
import {
  apiClient,
  isRefusal,
  merge,
  strategicMerge,
} from '../kubernetesClient';
import type { Logger } from '../logger';

export interface NodeOptions {
  kubeConfig: KubeConfig;
  name: string;
  kubeletPort: number;
  logger: Logger;
}

// A node that is silent for 40 s counts as lost.
const heartbeatMs = 10_000;
const leaseDurationSeconds = 40;

const leases = 'kube-node-lease';

function nodeStatus(port: number, known: V1NodeCondition[] = []): V1NodeStatus {
  const capacity = {
    cpu: String(os.availableParallelism()),
    memory: `${Math.floor(os.totalmem() / 1024)}Ki`,
    pods: '110',
    'ephemeral-storage': '10Gi',
  };
  const now = new Date();
  const condition = (
    type: string,
    status: 'True' | 'False',
    reason: string,
    message: string,
  ) => {
    const before = known.find(other => other.type === type);
    return {
      type,
      status,
      reason,
      message,
      lastHeartbeatTime: now,
      lastTransitionTime:
        (before?.status === status && before.lastTransitionTime) || now,
    };
  };
  return {
    capacity,
    allocatable: capacity,
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'Hostname', address: 'localhost' },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
    conditions: [
      condition(
        'MemoryPressure',
        'False',
        'KubeletHasSufficientMemory',
        'kubelet has sufficient memory available',
      ),
      condition(
        'DiskPressure',
        'False',
        'KubeletHasNoDiskPressure',
        'kubelet has no disk pressure',
      ),
      condition('Ready', 'True', 'KubeletReady', 'node agent is ready'),
    ],
  };
}

function leaseSpec(holderIdentity: string): V1LeaseSpec {
  return { holderIdentity, leaseDurationSeconds, renewTime: new V1MicroTime() };
}

async function once(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
  }
}

/** Introduces this machine as a node, and keeps saying that it is there until the signal. */
export async function keepNode(
  options: NodeOptions,
  signal: AbortSignal,
): Promise<void> {
  const { kubeConfig, name, kubeletPort, logger } = options;
  const core = apiClient(kubeConfig, CoreV1Api);
  const coordination = apiClient(kubeConfig, CoordinationV1Api);

  const introduce = async () => {
    await once(
      core.createNode({
        body: {
          metadata: {
            name,
            labels: {
              'kubernetes.io/hostname': name,
              'kubernetes.io/os': process.platform,
              'kubernetes.io/arch': process.arch,
            },
          },
        },
      }),
    );
    await once(
      coordination.createNamespacedLease({
        namespace: leases,
        body: { metadata: { name }, spec: leaseSpec(name) },
      }),
    );
  };
  const beat = async () => {
    const { status } = await core.readNode({ name });
    await core.patchNodeStatus(
      { name, body: { status: nodeStatus(kubeletPort, status?.conditions) } },
      strategicMerge,
    );
    await coordination.patchNamespacedLease(
      { namespace: leases, name, body: { spec: leaseSpec(name) } },
      merge,
    );
  };

  await introduce();
  await beat();
  const loop = async () => {
    while (!signal.aborted) {
      await pause(heartbeatMs, undefined, { signal, ref: false }).catch(
        () => {},
      );
      if (signal.aborted) return;
      try {
        await introduce();
        await beat();
      } catch (error) {
        logger.warn(`Node agent: node ${name}: ${error}`);
      }
    }
  };
  loop();
}
