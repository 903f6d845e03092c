import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Certificate } from './certificates';
import type { KubeObject, StringMap } from './objects';

/** A node, as the API server has it or as its client reads it. */
export interface NodeAddress {
  metadata?: { name?: string };
  status?: {
    addresses?: { type: string; address: string }[];
    daemonEndpoints?: { kubeletEndpoint?: { Port: number } };
  };
}

/** Asks node agents at the address that their Node object gives. */
export class KubeletClient {
  private readonly agent: Agent;

  /** How the API server proves itself to a node agent, and knows it. */
  constructor({ ca, certificate, key }: Certificate & { ca: string }) {
    this.agent = new Agent({ ca, cert: certificate, key });
  }

  /** Resolves with the answer's head; its body is the caller's to read or to destroy. */
  get(node: NodeAddress, path: string): Promise<IncomingMessage> {
    const address = node.status?.addresses?.find(
      candidate => candidate.type === 'InternalIP',
    )?.address;
    const port = node.status?.daemonEndpoints?.kubeletEndpoint?.Port;
    return new Promise((resolve, reject) => {
      if (!address || !port) {
        reject(new Error(`node ${node.metadata?.name} has no address`));
        return;
      }
      const call = request(
        { host: address, port, path, agent: this.agent, timeout: 10_000 },
        resolve,
      );
      call.on('timeout', () => call.destroy(new Error('i/o timeout')));
      call.on('error', error =>
        reject(
          new Error(
            `Get "https://${address}:${port}${path}": ${error.message}`,
          ),
        ),
      );
      call.end();
    });
  }

  close() {
    this.agent.destroy();
  }
}

/** The part of a node agent's `/stats/summary` that becomes pod metrics. */
interface StatsSummary {
  pods?: {
    podRef: { name: string; namespace: string };
    containers: {
      name: string;
      memory?: { workingSetBytes: number; time: string };
      cpu?: { usageNanoCores: number };
    }[];
  }[];
}

interface PodIdentity {
  metadata?: { name?: string; namespace?: string; labels?: StringMap };
}

const maxSummaryBytes = 4 * 1024 * 1024;

async function summaryOf(
  kubelets: KubeletClient,
  node: NodeAddress,
): Promise<StatsSummary> {
  const answer = await kubelets.get(node, '/stats/summary');
  let text = '';
  for await (const chunk of answer) {
    text += chunk;
    if (text.length > maxSummaryBytes) throw new Error('too many metrics');
  }
  return JSON.parse(text);
}

/** What pods use now, as metrics.k8s.io has it; a node that does not answer leaves its pods out. */
export async function readPodMetrics(
  kubelets: KubeletClient,
  nodes: readonly NodeAddress[],
  pods: readonly PodIdentity[],
): Promise<KubeObject[]> {
  const summaries = await Promise.all(
    nodes.map(node => summaryOf(kubelets, node).catch(() => ({ pods: [] }))),
  );
  return summaries
    .flatMap((summary: StatsSummary) => summary.pods ?? [])
    .flatMap(({ podRef: { name, namespace }, containers }) => {
      const pod = pods.find(
        ({ metadata }) =>
          metadata?.name === name && metadata.namespace === namespace,
      );
      const measured = containers.filter(container => container.memory);
      if (!pod || measured.length === 0) return [];
      const { time } = measured[0].memory!;
      return [
        {
          apiVersion: 'metrics.k8s.io/v1beta1',
          kind: 'PodMetrics',
          metadata: {
            name,
            namespace,
            creationTimestamp: time,
            labels: pod.metadata?.labels,
          },
          timestamp: time,
          window: '10s',
          containers: measured.map(container => ({
            name: container.name,
            usage: {
              cpu: `${container.cpu?.usageNanoCores ?? 0}n`,
              memory: `${Math.ceil(
                container.memory!.workingSetBytes / 1024,
              )}Ki`,
            },
          })),
        },
      ];
    });
}
