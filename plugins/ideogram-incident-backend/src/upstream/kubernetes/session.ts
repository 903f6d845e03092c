import {
  AppsV1Api,
  CoreV1Api,
  CustomObjectsApi,
  createConfiguration,
  type Configuration,
  type V1Deployment,
  type V1Pod,
  type V1Secret,
} from '@kubernetes/client-node';
import { fault } from 'backstage-plugin-ideogram-incident-common';
import { boundedHttp, type AnswerLimits } from './boundedHttp';
import { KubernetesError } from './kubernetesError';
import { isMemoryByPod, memoryByPod } from './pods/podMemory';
import {
  expectShape,
  isDeployment,
  isListOf,
  isNamed,
  isSecret,
} from './shape';
import type { ClusterCredentials } from './clusterCredentials';

export interface PodList {
  pods: V1Pod[];
  /** True where the cluster has more than were asked for. */
  more: boolean;
}

export interface LogRequest {
  container?: string;
  /** The log of the container before its last restart. */
  previous?: boolean;
  sinceSeconds: number;
  /** The newest ones. */
  tailLines: number;
  /** Of the oldest of these lines on. */
  limitBytes: number;
}

export type SessionLimits = Omit<AnswerLimits, 'expects' | 'onSent'>;

/**
 * What is asked of one API server for one purpose. Every method fails with a
 * {@link KubernetesError} alone, at the deadline at the latest.
 */
export class KubernetesSession {
  constructor(
    private readonly credentials: ClusterCredentials,
    private readonly limits: SessionLimits,
    private readonly onUnauthorized: () => void,
  ) {}

  async deployment(namespace: string, name: string): Promise<V1Deployment> {
    const deployment = await this.ask('json', {}, configuration =>
      new AppsV1Api(configuration).readNamespacedDeployment({
        namespace,
        name,
      }),
    );
    return expectShape(deployment, isDeployment(deployment, name));
  }

  async pods(
    namespace: string,
    labelSelector: string,
    limit: number,
  ): Promise<PodList> {
    const list = await this.ask('json', {}, configuration =>
      new CoreV1Api(configuration).listNamespacedPod({
        namespace,
        labelSelector,
        limit,
      }),
    );
    const { items } = expectShape(list, isListOf(list, 'Pod'));
    // An API server that ignores the limit must not cost more for it.
    const pods = items.filter(isNamed).slice(0, limit);
    return {
      pods,
      more: !!list.metadata?._continue || items.length > limit,
    };
  }

  async secret(
    namespace: string,
    name: string,
    signal?: AbortSignal,
  ): Promise<V1Secret> {
    const own = signal && AbortSignal.any([this.limits.signal, signal]);
    const secret = await this.ask(
      'json',
      own ? { signal: own } : {},
      configuration =>
        new CoreV1Api(configuration).readNamespacedSecret({ namespace, name }),
    );
    return expectShape(secret, isSecret(secret, name));
  }

  /** Bytes of memory in use, by the pod's name. */
  async podMemory(
    namespace: string,
    labelSelector: string,
    signal: AbortSignal,
  ): Promise<Map<string, number>> {
    const list: unknown = await this.ask('json', { signal }, configuration =>
      new CustomObjectsApi(configuration).listNamespacedCustomObject({
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        plural: 'pods',
        namespace,
        labelSelector,
      }),
    );
    return memoryByPod(expectShape(list, isMemoryByPod(list)));
  }

  async podLog(
    namespace: string,
    pod: string,
    request: LogRequest,
  ): Promise<string> {
    const maxBytes = request.limitBytes;
    const log: unknown = await this.ask('text', { maxBytes }, configuration =>
      new CoreV1Api(configuration).readNamespacedPodLog({
        namespace,
        name: pod,
        timestamps: true,
        ...request,
      }),
    );
    const text = typeof log === 'string' ? log : '';
    if (isBinary(text)) {
      throw new KubernetesError('unreadable', 'answers with a log of no text');
    }
    return text;
  }

  close(): void {
    this.credentials.close();
  }

  protected async ask<T>(
    expects: AnswerLimits['expects'],
    limits: Partial<AnswerLimits>,
    call: (configuration: Configuration) => Promise<T>,
  ): Promise<T> {
    const configuration = createConfiguration({
      baseServer: this.credentials.server,
      authMethods: { default: this.credentials.authentication },
      httpApi: boundedHttp({
        ...this.limits,
        ...limits,
        secrets: [this.limits.secrets, limits.secrets].flatMap(of => of ?? []),
        expects,
      }),
    });
    try {
      return await call(configuration);
    } catch (error) {
      if (!(error instanceof KubernetesError)) {
        // The client could not make an object of what it got.
        throw new KubernetesError('unreadable', fault.wrongShape);
      }
      if (error.kind === 'unauthorized') this.onUnauthorized();
      throw error;
    }
  }
}

/** A log has text in it; a tenth of bytes that are none is something else. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 4_096);
  const strange = start.match(/\ufffd|(?!\s)\p{Cc}/gu)?.length ?? 0;
  return strange > 0 && strange * 10 > start.length;
}
