import type { V1Deployment, V1Pod, V1Secret } from '@kubernetes/client-node';
import { targetIn } from '../../../triage/probes/__testUtils__/cluster';
import {
  type ClusterClients,
  KubernetesError,
  type PatchOptions,
  type RemediationSession,
} from '../../../upstream/kubernetes';
import { isRemediationTarget, TargetCluster } from '../../cluster';
import { OPERATION_ANNOTATION } from '../../patches';

const lostAnswer = () =>
  KubernetesError.timeout(15_000).with({ mayHaveHappened: true });

/**
 * A cluster that answers by a script: what each patch comes to, one after the
 * other, and what it shows of both objects.
 */
export class ScriptedCluster {
  generation = 7;
  resourceVersion?: string;
  paused?: boolean;
  /** How often it was asked to show the deployment. */
  looks = 0;
  /** The operation that changed the object last. */
  marks: { secret?: string; deployment?: string } = {};
  /** Thrown instead of showing an object, until it is taken away. */
  unreadable?: KubernetesError;
  refusedInDryRun?: KubernetesError;
  status: V1Deployment['status'] = { replicas: 2 };
  pods: V1Pod[] = [];
  readonly patches: { kind: string; patch: object }[] = [];
  /** What the next patches come to; made and answered where none is left. */
  readonly outcomes: ('made' | 'lost' | 'made but lost' | KubernetesError)[] =
    [];

  private readonly session = {
    deployment: async () => {
      this.looks += 1;
      return this.deployment();
    },
    pods: async () => ({ pods: this.pods, more: false }),
    secret: async () => this.secret(),
    patchDeployment: async (
      _ns: string,
      _name: string,
      patch: object,
      { dryRun }: PatchOptions,
    ) => {
      if (!dryRun) {
        return this.patch('deployment', patch, () => this.deployment());
      }
      if (this.refusedInDryRun) throw this.refusedInDryRun;
      return this.deployment();
    },
    patchSecret: async (_ns: string, _name: string, patch: object) =>
      this.patch('secret', patch, () => this.secret()),
  } as unknown as RemediationSession;

  readonly clusters: ClusterClients = {
    read: async (_connection, _limits, work) => work(this.session),
    act: async (_connection, _limits, work) => work(this.session),
  };

  readonly target = (() => {
    const target = targetIn('https://127.0.0.1:1');
    // Each reading is a new one.
    target.probes.maxAgeMs = 0;
    if (!isRemediationTarget(target)) throw new Error('No cluster');
    return target;
  })();

  asTarget(): TargetCluster {
    const { signal } = new AbortController();
    return new TargetCluster(this.clusters, this.target, { signal });
  }

  private async patch<T>(
    kind: 'secret' | 'deployment',
    patch: object,
    show: () => T,
  ): Promise<T> {
    const outcome = this.outcomes.shift();
    this.patches.push({ kind, patch });
    if (outcome instanceof KubernetesError) throw outcome;
    if (outcome !== 'lost') {
      const { metadata } = patch as V1Deployment;
      this.marks[kind] = metadata!.annotations![OPERATION_ANNOTATION];
      if (kind === 'deployment') this.generation += 1;
    }
    if (outcome && outcome !== 'made') throw lostAnswer();
    return show();
  }

  private deployment(): V1Deployment {
    if (this.unreadable) throw this.unreadable;
    return {
      metadata: {
        name: 'ideogram-integration',
        generation: this.generation,
        resourceVersion: this.resourceVersion,
        annotations: this.annotations('deployment'),
      },
      spec: { replicas: 2, paused: this.paused } as V1Deployment['spec'],
      status: {
        observedGeneration: this.generation,
        updatedReplicas: 2,
        availableReplicas: 2,
        ...this.status,
      },
    };
  }

  private secret(): V1Secret {
    if (this.unreadable) throw this.unreadable;
    return {
      metadata: {
        name: 'ideogram-secrets',
        annotations: this.annotations('secret'),
      },
    };
  }

  private annotations(kind: 'secret' | 'deployment'): Record<string, string> {
    const mark = this.marks[kind];
    return mark === undefined ? {} : { [OPERATION_ANNOTATION]: mark };
  }
}
