import { conditionOf, timestamp } from '../../conditions';
import type { Condition, KubeNode, Pod, PodSpec } from '../../objects';
import { parseQuantity } from '../../quantity';
import { resources } from '../resources';
import type { Registry } from '../registry';

/** The memory that a pod asks for, in bytes. */
function memoryRequest(spec: PodSpec): number {
  return spec.containers.reduce(
    (sum, { resources: wanted }) =>
      sum + (parseQuantity(wanted?.requests?.memory) ?? 0),
    0,
  );
}

function obstacle(node: KubeNode, pod: Pod, neighbours: Pod[]) {
  if (conditionOf(node, 'Ready')?.status !== 'True')
    return 'node(s) were not ready';
  if (node.spec?.unschedulable) return 'node(s) were unschedulable';
  const labels = node.metadata.labels ?? {};
  const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  if (!selected) return "node(s) didn't match Pod's node affinity/selector";
  const memory = parseQuantity(node.status?.allocatable?.memory) ?? 0;
  const taken = neighbours.reduce(
    (sum, neighbour) => sum + memoryRequest(neighbour.spec),
    0,
  );
  if (taken + memoryRequest(pod.spec) > memory) return 'Insufficient memory';
  const places = parseQuantity(node.status?.allocatable?.pods) ?? 110;
  return neighbours.length >= places ? 'Too many pods' : undefined;
}

/** Why no node takes the pod, in the scheduler's own words. */
function explain(obstacles: string[]): string {
  if (obstacles.length === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const text of obstacles) counts.set(text, (counts.get(text) ?? 0) + 1);
  const list = [...counts].map(([text, count]) => `${count} ${text}`);
  return `0/${obstacles.length} nodes are available: ${list.join(', ')}.`;
}

function reportUnschedulable(registry: Registry, pod: Pod, message: string) {
  const { name, namespace } = pod.metadata;
  const known = conditionOf(pod, 'PodScheduled');
  const condition: Condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastTransitionTime: known?.lastTransitionTime ?? timestamp(),
  };
  const conditions = [
    ...(pod.status?.conditions ?? []).filter(other => other !== known),
    condition,
  ];
  registry.update(
    resources.pods,
    namespace,
    name,
    { metadata: { name }, status: { ...pod.status, conditions } },
    { subresource: 'status' },
  );
}

/** Gives each pod that has no node the first one that can take it. */
export function schedulePods(registry: Registry): void {
  const { store } = registry;
  const waiting = store
    .list<Pod>(resources.pods)
    .filter(pod => !pod.spec.nodeName && !pod.metadata.deletionTimestamp);
  for (const pod of waiting) {
    const running = store
      .list<Pod>(resources.pods)
      .filter(
        other =>
          other.spec.nodeName &&
          !['Succeeded', 'Failed'].includes(other.status?.phase ?? ''),
      );
    const judged = store.list<KubeNode>(resources.nodes).map(node => ({
      node,
      why: obstacle(
        node,
        pod,
        running.filter(other => other.spec.nodeName === node.metadata.name),
      ),
    }));
    const fit = judged.find(({ why }) => why === undefined);
    if (fit) registry.bind(pod, fit.node.metadata.name);
    else {
      reportUnschedulable(
        registry,
        pod,
        explain(judged.map(({ why }) => why!)),
      );
    }
  }
}
