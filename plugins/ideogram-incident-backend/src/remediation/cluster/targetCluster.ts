import type { V1Deployment } from '@kubernetes/client-node';
import type {
  ActionCluster,
  RemediationTarget,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import {
  type ClusterClients,
  type KeptConnections,
  KubernetesError,
  type KubernetesSession,
  type RemediationSession,
} from '../../upstream/kubernetes';

/** Only in a cluster is there something to remediate. */
export function isRemediationTarget(
  target: Target,
): target is RemediationTarget {
  return target.kubernetes !== undefined;
}

/** Of what is asked for together; each upstream of ours has a deadline. */
const DEADLINE_MS = 15_000;
const MAX_PODS = 500;

interface ClusterOptions {
  /** Whose rights count; the portal's account's where left out. */
  impersonate?: string;
  signal: AbortSignal;
  /** Where one thing is asked soon after the other. */
  connections?: KeptConnections;
}

/** The cluster of one target, as somebody who acts in it. */
export class TargetCluster {
  constructor(
    private readonly clusters: ClusterClients,
    readonly target: RemediationTarget,
    private readonly options: ClusterOptions,
  ) {}

  /** Whose rights count, where it is not the portal's account. */
  get impersonates(): string | undefined {
    return this.options.impersonate;
  }

  /** Reads as the portal's account, whoever acts. */
  read<T>(work: (session: KubernetesSession) => Promise<T>): Promise<T> {
    return this.clusters.read(
      this.target.kubernetes.connection,
      this.limits(),
      work,
    );
  }

  /** The same cluster, as the portal's account. */
  asPortal(): TargetCluster {
    return this.with({ impersonate: undefined });
  }

  /** The same cluster, for somebody who may wait for as long as this lasts. */
  until(signal: AbortSignal): TargetCluster {
    return this.with({ signal });
  }

  act<T>(work: (session: RemediationSession) => Promise<T>): Promise<T> {
    const { impersonate } = this.options;
    return this.clusters.act(
      this.target.kubernetes.connection,
      { ...this.limits(), impersonate },
      work,
    );
  }

  deployment(): Promise<V1Deployment> {
    const { namespace, deployment } = this.target.kubernetes;
    return this.read(session => session.deployment(namespace, deployment));
  }

  /** What actions may read. */
  forActions(): ActionCluster {
    const { namespace, secret, labelSelector } = this.target.kubernetes;
    return {
      secret: () =>
        this.act(session => session.secret(namespace, secret.name)).catch(
          absentIfNotFound,
        ),
      replicaSets: () =>
        this.act(session => session.replicaSets(namespace, labelSelector)),
      pods: async () => {
        const { pods } = await this.read(session =>
          session.pods(namespace, labelSelector, MAX_PODS),
        );
        return pods
          .filter(({ status }) => status?.phase === 'Running')
          .map(({ metadata, status }) => ({
            name: metadata?.name ?? '',
            ...(status?.startTime && {
              startedAt: new Date(status.startTime).toISOString(),
            }),
          }));
      },
    };
  }

  private with(options: Partial<ClusterOptions>): TargetCluster {
    return new TargetCluster(this.clusters, this.target, {
      ...this.options,
      ...options,
    });
  }

  private limits() {
    const { probes } = this.target;
    const timeout = AbortSignal.timeout(DEADLINE_MS);
    return {
      signal: AbortSignal.any([this.options.signal, timeout]),
      deadline: Date.now() + DEADLINE_MS,
      maxBytes: probes.maxBytes,
      connections: this.options.connections,
    };
  }
}

function absentIfNotFound(error: unknown): undefined {
  if (error instanceof KubernetesError && error.kind === 'not-found') {
    return undefined;
  }
  throw error;
}
