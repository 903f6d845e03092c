import {
  AppsV1Api,
  AuthorizationV1Api,
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
  type Configuration,
  type V1Deployment,
  type V1ReplicaSet,
  type V1Secret,
} from '@kubernetes/client-node';
import { plainText } from '../text';
import { KubernetesError } from './kubernetesError';
import { KubernetesSession, type SessionLimits } from './session';
import {
  expectShape,
  isAccessReview,
  isDeployment,
  isListOf,
  isNamed,
  isSecret,
} from './shape';

export interface PatchOptions {
  /** The server only says what it would store. */
  dryRun?: boolean;
  fieldManager: string;
}

/** Whether the account may do something to a resource. */
export interface ResourceAttributes {
  namespace: string;
  verb: string;
  /** Of the API; empty for the core group. */
  group: string;
  resource: string;
  name?: string;
}

/** Far more than the history of a deployment. */
const MAX_REPLICA_SETS = 500;

/**
 * What is asked and changed in one cluster for one operation. Nothing is ever
 * sent twice; a {@link KubernetesError} of a change says whether it may have
 * happened all the same.
 */
export class RemediationSession extends KubernetesSession {
  async replicaSets(
    namespace: string,
    labelSelector: string,
  ): Promise<V1ReplicaSet[]> {
    const list = await this.ask('json', {}, configuration =>
      new AppsV1Api(configuration).listNamespacedReplicaSet({
        namespace,
        labelSelector,
        limit: MAX_REPLICA_SETS,
      }),
    );
    const { items } = expectShape(list, isListOf(list, 'ReplicaSet'));
    return items.filter(isNamed).slice(0, MAX_REPLICA_SETS);
  }

  /** A strategic merge patch. */
  async patchDeployment(
    namespace: string,
    name: string,
    patch: object,
    options: PatchOptions,
  ): Promise<V1Deployment> {
    return this.change(options, {}, async configuration => {
      const deployment = await new AppsV1Api(
        configuration,
      ).patchNamespacedDeployment(
        { namespace, name, body: patch, ...parametersOf(options) },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      );
      return expectShape(deployment, isDeployment(deployment, name));
    });
  }

  /** A merge patch; what it stores is masked in errors, too. */
  async patchSecret(
    namespace: string,
    name: string,
    patch: object,
    options: PatchOptions,
  ): Promise<V1Secret> {
    const secrets = secretsIn(patch);
    return this.change(options, { secrets }, async configuration => {
      const secret = await new CoreV1Api(configuration).patchNamespacedSecret(
        { namespace, name, body: patch, ...parametersOf(options) },
        setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
      );
      return expectShape(secret, isSecret(secret, name));
    });
  }

  /** Answered for the account that acts, the impersonated one included. */
  async reviewAccess(
    question: ResourceAttributes,
  ): Promise<{ allowed: boolean; reason?: string }> {
    const review = await this.ask('json', {}, configuration =>
      new AuthorizationV1Api(configuration).createSelfSubjectAccessReview({
        body: { spec: { resourceAttributes: { ...question } } },
      }),
    );
    const { status } = expectShape(review, isAccessReview(review));
    return {
      allowed: status?.allowed === true,
      reason: plainText(status?.reason),
    };
  }

  private async change<T>(
    { dryRun }: PatchOptions,
    limits: Partial<SessionLimits>,
    call: (configuration: Configuration) => Promise<T>,
  ): Promise<T> {
    let isSent = false;
    const onSent = () => {
      isSent = true;
    };
    try {
      return await this.ask('json', { ...limits, onSent }, call);
    } catch (error) {
      throw isSent && !dryRun && isUncertain(error)
        ? error.with({ mayHaveHappened: true })
        : error;
    }
  }
}

function parametersOf({ dryRun, fieldManager }: PatchOptions) {
  return { fieldManager, dryRun: dryRun ? 'All' : undefined };
}

const WITHOUT_WORD = new Set<KubernetesError['kind']>([
  'timeout',
  'reset',
  'network',
  'too-large',
  'unreadable',
]);

/** 408 as 5xx: whoever gave up waiting had passed the request on. */
function isUncertain(error: unknown): error is KubernetesError {
  if (!(error instanceof KubernetesError)) return false;
  const { kind, status = 0 } = error;
  return (
    WITHOUT_WORD.has(kind) ||
    (kind === 'server' && (status >= 500 || status === 408))
  );
}

/** The values that a patch of a secret stores. */
export function secretsIn(patch: object): string[] {
  const { data, stringData } = patch as Record<string, unknown>;
  return [
    ...textsIn(data).map(text => Buffer.from(text, 'base64').toString()),
    ...textsIn(stringData),
  ];
}

function textsIn(mapping: unknown): string[] {
  return Object.values(mapping ?? {}).filter(
    (value): value is string => typeof value === 'string',
  );
}
