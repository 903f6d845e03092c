import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import type { Clusters, KeptConnections } from '../../upstream/kubernetes';
import { TargetCluster } from '../cluster';
import type { ExecutorSettings } from '../executor';
import type { OperationLedger } from '../ledger';
import { AccessReviews } from './accessReviews';
import type { PreflightState } from './preflight';

/** Looks at targets before an action is run on them. */
export class PreflightReader {
  private readonly reviews = new AccessReviews();

  constructor(
    private readonly clusters: Clusters,
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
    return { cluster, deployment, missing, active };
  }
}
