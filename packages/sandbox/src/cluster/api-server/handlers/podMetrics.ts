import type { KubeNode, KubeObject } from '../../objects';
import { timestamp } from '../generated';
import { sendJson, type Call, type Services } from '../call';
import type { KubeletClient } from '../kubelet';
import { resources } from '../resources';
import { refuse } from '../statusError';
import type { Store } from '../store';
import { selection, sendList } from './read';

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

/** What the pods of a namespace (or of all) use now; a node that does not answer leaves its pods out. */
async function readPodMetrics(
  store: Store,
  kubelets: KubeletClient,
  namespace?: string,
): Promise<KubeObject[]> {
  const summaries = await Promise.all(
    store
      .list<KubeNode>(resources.nodes)
      .map(node => summaryOf(kubelets, node).catch(() => ({ pods: [] }))),
  );
  return summaries
    .flatMap((summary: StatsSummary) => summary.pods ?? [])
    .flatMap(({ podRef, containers }) => {
      const pod = store.get(resources.pods, podRef.namespace, podRef.name);
      if (!pod || (namespace && podRef.namespace !== namespace)) return [];
      const measured = containers.filter(container => container.memory);
      if (measured.length === 0) return [];
      return [
        {
          apiVersion: 'metrics.k8s.io/v1beta1',
          kind: 'PodMetrics',
          metadata: {
            name: podRef.name,
            namespace: podRef.namespace,
            creationTimestamp: timestamp(),
            labels: pod.metadata.labels,
          },
          timestamp: measured[0].memory!.time,
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

/** Answers for metrics.k8s.io, as a metrics server would. */
export async function sendPodMetrics(
  services: Services,
  call: Call,
): Promise<void> {
  const { query, response, target, verb } = call;
  const { resource, namespace, name } = target;
  const { store } = services.registry;
  const found = await readPodMetrics(store, services.kubelets, namespace);
  if (verb === 'list') {
    sendList(call, undefined, found.filter(selection(resource, query)));
    return;
  }
  const one = found.find(metrics => metrics.metadata.name === name);
  if (verb !== 'get') throw refuse.methodNotAllowed();
  if (!one) throw refuse.notFound(resource, name!);
  sendJson(response, 200, one);
}
