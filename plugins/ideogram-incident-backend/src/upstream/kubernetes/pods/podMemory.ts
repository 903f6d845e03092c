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

const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * The number that a Kubernetes quantity stands for, such as `128Mi`, `1.5Gi`
 * or `1e9`; undefined where it is none. The client's own reading of it fails
 * for fractions.
 */
export function parseQuantity(quantity: unknown): number | undefined {
  const match =
    typeof quantity === 'string'
      ? /^\+?(\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE]([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/.exec(
          quantity,
        )
      : null;
  if (!match) return undefined;
  const [, digits, exponent, suffix = ''] = match;
  return Number(digits) * (exponent ? 10 ** Number(exponent) : FACTORS[suffix]);
}

/** The sum of quantities, in bytes; undefined where one is missing. */
export function sumOf(quantities: unknown[]): number | undefined {
  let sum = 0;
  for (const quantity of quantities) {
    const value = parseQuantity(quantity);
    if (value === undefined) return undefined;
    sum += value;
  }
  return quantities.length > 0 ? Math.round(sum) : undefined;
}
