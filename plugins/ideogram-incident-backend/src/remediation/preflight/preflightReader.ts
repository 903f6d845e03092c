import type {
  PastOperation,
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
import type { LedgerEntry, OperationLedger } from '../ledger';
import { AccessReviews } from './accessReviews';
import type { PreflightState } from './preflight';

/** As many as matter for the rollouts that a cluster keeps. */
const MAX_OPERATIONS = 100;

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
    const goesBack = accesses.includes('list replicasets');
    const rollouts =
      goesBack && !missing.has('list replicasets')
        ? await this.rolloutsOf(cluster)
        : undefined;
    return { cluster, deployment, missing, active, secret, rollouts };
  }

  /** For what is said of them; nobody is kept from acting where they can't be read. */
  private async rolloutsOf(
    cluster: TargetCluster,
  ): Promise<PreflightState['rollouts']> {
    try {
      const [replicaSets, entries] = await Promise.all([
        cluster.forActions().replicaSets(),
        this.ledger.changesOf(cluster.target.name, MAX_OPERATIONS),
      ]);
      return { replicaSets, operations: entries.map(pastOperation) };
    } catch (error) {
      if (error instanceof KubernetesError) return undefined;
      throw error;
    }
  }
}

function pastOperation({ operation, progress }: LedgerEntry): PastOperation {
  const { id, action, title, actor, reason, createdAt, error } = operation;
  const { fromRevision, changedAt = createdAt } = progress;
  return {
    id,
    action,
    title,
    actor,
    at: changedAt,
    ...(reason && { reason }),
    ...(fromRevision !== undefined && { fromRevision }),
    ...(error && { failure: error.cause }),
  };
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
