import type { V1ReplicaSet, V1Secret } from '@kubernetes/client-node';

/**
 * What an action may read of the cluster, at its target alone.
 *
 * @public
 */
export interface ActionCluster {
  /** The target's secret; undefined where there is none. */
  secret(): Promise<V1Secret | undefined>;
  /** Those that the target's deployment owns, newest revision first. */
  replicaSets(): Promise<V1ReplicaSet[]>;
  /** Which of the target's pods run, and since when. */
  pods(): Promise<{ name: string; startedAt?: string }[]>;
}
