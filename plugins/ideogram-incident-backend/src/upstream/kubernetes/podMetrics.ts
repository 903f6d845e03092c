import { sumOf } from './quantity';

interface PodMetricsList {
  items: unknown[];
}

interface PodMetrics {
  metadata?: { name?: unknown } | null;
  containers?: ({ usage?: { memory?: unknown } | null } | null)[];
}

/** Whether an answer of metrics.k8s.io is what was asked for. */
export function isMemoryByPod(answer: unknown): answer is PodMetricsList {
  return Array.isArray((answer as PodMetricsList | null)?.items);
}

/** Pods of which a container has no figure are left out. */
export function memoryByPod(list: unknown): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const item of (list as PodMetricsList).items) {
    const pod = item as PodMetrics | null;
    const name = pod?.metadata?.name;
    if (typeof name !== 'string' || !Array.isArray(pod?.containers)) continue;
    const sum = sumOf(pod.containers.map(each => each?.usage?.memory));
    if (sum !== undefined) bytes.set(name, sum);
  }
  return bytes;
}
