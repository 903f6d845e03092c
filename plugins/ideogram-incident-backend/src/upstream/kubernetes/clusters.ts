import { setMaxListeners } from 'node:events';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import { rejectOnAbort } from '../http';
import { KubeConfigs } from './kubeConfig';
import { KubernetesError } from './kubernetesError';
import { RemediationSession } from './remediationSession';
import { KubernetesSession } from './session';
import { resolveCredentials, type KeptConnections } from './clusterCredentials';

export interface ReadingLimits {
  signal: AbortSignal;
  /** In milliseconds since the epoch. */
  deadline: number;
  /** Of any one answer. */
  maxBytes: number;
  /** Those of what came before, to be used and kept; closed where left out. */
  connections?: KeptConnections;
}

/** What a change is made with, beyond what bounds a reading. */
export interface ActingLimits extends ReadingLimits {
  /** The Kubernetes user to act as, instead of the portal's own account. */
  impersonate?: string;
  /** What the requests hold, and no error may repeat. */
  secrets?: readonly string[];
}

/** The clusters that targets run in. */
export interface ClusterClients {
  /**
   * Signs in for one reading, and closes the connections after it unless they
   * are to be kept.
   *
   * @throws {@link KubernetesError}
   */
  read<T>(
    connection: ClusterConnection,
    limits: ReadingLimits,
    reading: (session: KubernetesSession) => Promise<T>,
  ): Promise<T>;

  /**
   * The same for what changes something. Nothing is ever sent twice: whether
   * a change that got no answer happened is for the caller to look up.
   *
   * @throws {@link KubernetesError}
   */
  act<T>(
    connection: ClusterConnection,
    limits: ActingLimits,
    work: (session: RemediationSession) => Promise<T>,
  ): Promise<T>;
}

export function createClusterClients(): ClusterClients {
  const kubeConfigs = new KubeConfigs();

  async function during<S extends KubernetesSession, T>(
    Session: new (
      ...args: ConstructorParameters<typeof KubernetesSession>
    ) => S,
    connection: ClusterConnection,
    limits: ActingLimits,
    work: (session: S) => Promise<T>,
  ): Promise<T> {
    const { signal, deadline, maxBytes, secrets, connections } = limits;
    const timeoutMs = deadline - Date.now();
    // They may come from a program of the operator's, which knows no deadline.
    const credentials = await rejectOnAbort(
      kubeConfigs
        .load(connection)
        .then(config => resolveCredentials(config, limits)),
      signal,
      () => KubernetesError.timeout(timeoutMs),
    );
    // Each of the many requests of a session listens to it.
    const own = AbortSignal.any([signal]);
    setMaxListeners(0, own);
    const session = new Session(
      credentials,
      { signal: own, timeoutMs, maxBytes, secrets },
      () => kubeConfigs.forget(connection),
    );
    try {
      return await work(session);
    } catch (error) {
      connections?.forget();
      throw error;
    } finally {
      session.close();
    }
  }

  return {
    read: (connection, limits, reading) =>
      during(KubernetesSession, connection, limits, reading),
    act: (connection, limits, work) =>
      during(RemediationSession, connection, limits, work),
  };
}
