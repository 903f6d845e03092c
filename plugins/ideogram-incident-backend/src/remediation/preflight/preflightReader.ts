import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import {
  KubernetesError,
  type ClusterClients,
  type KeptConnections,
} from '../../upstream/kubernetes';
import type { ManagedObject } from '../actions';
import { TargetCluster } from '../cluster';
import type { ExecutorSettings } from '../executor';
import type { OperationLedger } from '../ledger';
import { AccessReviews } from './accessReviews';
import type { PreflightState } from './preflight';

/** Looks at targets before an action is run on them. */
export class PreflightReader {
  private readonly reviews = new AccessReviews();

  constructor(
    private readonly clusters: ClusterClients,
    private readonly ledger: OperationLedger,
    private readonly settings: ExecutorSettings,
  ) {}

  /** @param actor - the person who asks */
  cluster(
    target: RemediationTarget,
    actor: string | undefined,
    signal: AbortSignal,
    connections?: KeptConnections,
  ): TargetCluster {
    return new TargetCluster(this.clusters, target, {
      signal,
      connections,
      ...(this.settings.impersonate && { impersonate: actor }),
    });
  }

  /** @throws KubernetesError */
  async look(
    cluster: TargetCluster,
    actions: readonly RemediationAction[],
  ): Promise<PreflightState> {
    const accesses = actions.flatMap(({ access }) => access);
    const [deployment, missing, active] = await Promise.all([
      cluster.deployment(),
      this.reviews.missing(accesses, cluster),
      this.ledger.activeOn(cluster.target.name),
    ]);
    const changesSecret = accesses.includes('patch secret');
    const secret =
      changesSecret && !missing.has('get secret')
        ? await secretOf(cluster)
        : undefined;
    return { cluster, deployment, missing, active, secret };
  }
}

/** For who else writes it; nobody is kept from acting where it can't be read. */
async function secretOf(
  cluster: TargetCluster,
): Promise<ManagedObject | undefined> {
  try {
    const secret = await cluster.forActions().secret();
    return secret && { kind: 'Secret', metadata: secret.metadata };
  } catch (error) {
    if (error instanceof KubernetesError) return undefined;
    throw error;
  }
}
