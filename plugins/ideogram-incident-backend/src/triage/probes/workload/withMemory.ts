import {
  KubernetesError,
  type KubernetesSession,
} from '../../../upstream/kubernetes';

/** What memory may cost the reading after all else has been read. */
const GRACE_MS = 200;

/** Bytes in use by pod; undefined where the cluster does not tell in time. */
export type PodMemory = ReadonlyMap<string, number> | undefined;

/**
 * Asks for the memory of pods beside other work, and waits for it hardly
 * longer than for that. Many clusters serve no metrics, and one whose metrics
 * hang must not hold up the reading.
 */
export async function withMemory<T>(
  session: KubernetesSession,
  selected: { namespace: string; labelSelector: string },
  signal: AbortSignal,
  work: Promise<T>,
): Promise<[T, PodMemory]> {
  const enough = new AbortController();
  const memory = session
    .podMemory(
      selected.namespace,
      selected.labelSelector,
      AbortSignal.any([signal, enough.signal]),
    )
    .catch((error: unknown): PodMemory => {
      if (!(error instanceof KubernetesError)) throw error;
      return undefined;
    });
  let grace: NodeJS.Timeout | undefined;
  try {
    const result = await work;
    grace = setTimeout(() => enough.abort(), GRACE_MS);
    return [result, await memory];
  } finally {
    clearTimeout(grace);
  }
}
