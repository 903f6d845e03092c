import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, type ApiClient } from '../api-client/apiClient';
import type { Logger } from '../logger';
import type { Condition, KubeNode } from '../objects';

export interface NodeOptions {
  client: ApiClient;
  name: string;
  kubeletPort: number;
  logger: Logger;
}

// A node that is silent for 40 s counts as lost.
const heartbeatMs = 10_000;
const leaseDurationSeconds = 40;

function nodeStatus(port: number, known: Condition[] = []): KubeNode['status'] {
  const capacity = {
    cpu: String(os.availableParallelism()),
    memory: `${Math.floor(os.totalmem() / 1024)}Ki`,
    pods: '110',
    'ephemeral-storage': '10Gi',
  };
  const now = new Date().toISOString().replace(/\.\d{3}Z$/, 'Z');
  const condition = (
    type: string,
    status: Condition['status'],
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

async function createOnce(client: ApiClient, path: string, body: object) {
  try {
    await client.create(path, body);
  } catch (error) {
    const exists =
      error instanceof ApiError && error.status?.reason === 'AlreadyExists';
    if (!exists) throw error;
  }
}

async function beat({ client, name, kubeletPort }: NodeOptions) {
  const path = `/api/v1/nodes/${name}`;
  const node = await client.get<KubeNode>(path);
  await client.patch(`${path}/status`, 'strategic', {
    status: nodeStatus(kubeletPort, node.status?.conditions),
  });
  await client.patch(
    `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`,
    'merge',
    { spec: leaseSpec(name) },
  );
}

function leaseSpec(name: string) {
  return {
    holderIdentity: name,
    leaseDurationSeconds,
    renewTime: new Date().toISOString().replace('Z', '000Z'),
  };
}

async function introduce({ client, name }: NodeOptions) {
  await createOnce(client, '/api/v1/nodes', {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': process.platform,
        'kubernetes.io/arch': process.arch,
      },
    },
  });
  await createOnce(
    client,
    '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases',
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace: 'kube-node-lease' },
      spec: leaseSpec(name),
    },
  );
}

/** Introduces this machine as a node, and keeps saying that it is there until the signal. */
export async function keepNode(
  options: NodeOptions,
  signal: AbortSignal,
): Promise<void> {
  await introduce(options);
  await beat(options);
  const loop = async () => {
    while (!signal.aborted) {
      await pause(heartbeatMs, undefined, { signal, ref: false }).catch(
        () => {},
      );
      if (signal.aborted) return;
      try {
        await introduce(options);
        await beat(options);
      } catch (error) {
        options.logger.warn(`Node agent: node ${options.name}: ${error}`);
      }
    }
  };
  loop();
}
