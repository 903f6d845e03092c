import { setMaxListeners } from 'node:events';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import { KubeConfigs } from './kubeConfig';
import { KubernetesError } from './kubernetesError';
import { KubernetesSession } from './session';
import { signIn } from './signIn';

export interface ReadingLimits {
  signal: AbortSignal;
  /** In milliseconds since the epoch. */
  deadline: number;
  /** Of any one answer. */
  maxBytes: number;
}

/** The clusters that targets run in. */
export interface Clusters {
  /**
   * Signs in for one reading, and closes the connections after it.
   *
   * @throws {@link KubernetesError}
   */
  read<T>(
    connection: ClusterConnection,
    limits: ReadingLimits,
    reading: (session: KubernetesSession) => Promise<T>,
  ): Promise<T>;
}

export function createClusters(): Clusters {
  const kubeConfigs = new KubeConfigs();
  return {
    async read(connection, { signal, deadline, maxBytes }, reading) {
      const timeoutMs = deadline - Date.now();
      const access = await beforeAbort(
        kubeConfigs.load(connection).then(signIn),
        signal,
        timeoutMs,
      );
      // Each of the many requests of a reading listens to it.
      const own = AbortSignal.any([signal]);
      setMaxListeners(0, own);
      const session = new KubernetesSession(
        access,
        { signal: own, timeoutMs, maxBytes },
        () => kubeConfigs.forget(connection),
      );
      try {
        return await reading(session);
      } finally {
        session.close();
      }
    },
  };
}

/** Signing in may run a program of the operator's, which knows no deadline. */
async function beforeAbort<T>(
  work: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(KubernetesError.timeout(timeoutMs));
  });
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
