import type { KubeletClient } from './kubeletClient';
import type { KubeNode, KubeObject, Pod } from './objects';

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

const maxBytes = 4 * 1024 * 1024;

async function summaryOf(
  kubelets: KubeletClient,
  node: KubeNode,
): Promise<StatsSummary> {
  const answer = await kubelets.get(node, '/stats/summary');
  let text = '';
  for await (const chunk of answer) {
    text += chunk;
    if (text.length > maxBytes) throw new Error('too many metrics');
  }
  return JSON.parse(text);
}

/** What pods use now, as metrics.k8s.io has it; a node that does not answer leaves its pods out. */
export async function readPodMetrics(
  kubelets: KubeletClient,
  nodes: KubeNode[],
  pods: Pod[],
): Promise<KubeObject[]> {
  const summaries = await Promise.all(
    nodes.map(node => summaryOf(kubelets, node).catch(() => ({ pods: [] }))),
  );
  return summaries
    .flatMap((summary: StatsSummary) => summary.pods ?? [])
    .flatMap(({ podRef: { name, namespace }, containers }) => {
      const pod = pods.find(
        ({ metadata }) =>
          metadata.name === name && metadata.namespace === namespace,
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
            labels: pod.metadata.labels,
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
