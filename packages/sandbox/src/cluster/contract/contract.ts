import {
  ApiException,
  KubeConfig,
  KubernetesObjectApi,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { freePort } from '../../net/localServer';
import { apiClient, apply } from '../kubernetesClient';
import type { Deployment, KubeObject, Pod, Status } from '../objects';
import { contractCluster, type ContractCluster } from './contractCluster';
import { deploymentOf } from './programs';
import { RawClient, type Query } from './rawClient';
import { until } from './until';

/** A namespace of its own in the cluster under test, and what tests do there. */
export class Contract {
  readonly namespace = `contract-${randomBytes(4).toString('hex')}`;
  readonly core = `/api/v1/namespaces/${this.namespace}`;
  readonly apps = `/apis/apps/v1/namespaces/${this.namespace}`;
  /** Of an administrator. */
  admin!: RawClient;
  /** A port of this machine that a pod may listen on. */
  freePort!: number;
  private cluster!: ContractCluster;
  private objects!: KubernetesObjectApi;
  private readonly leftBehind: KubernetesObject[] = [];

  async start(): Promise<void> {
    this.freePort = await freePort();
    this.cluster = await contractCluster();
    this.admin = new RawClient(this.cluster.kubeConfig);
    this.objects = apiClient(this.cluster.kubeConfig, KubernetesObjectApi);
    await this.apply('Namespace', { name: this.namespace });
    // A real cluster makes this one by itself, and lets no pod in before.
    await this.apply('ServiceAccount', { name: 'default' });
  }

  async stop(): Promise<void> {
    for (const object of this.leftBehind.reverse()) {
      await this.objects.delete(object).catch(() => {});
    }
    await this.cluster?.stop();
  }

  /** Applies an object; one that belongs to no namespace is deleted when the contract ends. */
  async applyObject(object: KubeObject): Promise<KubeObject> {
    const applied = await apply(this.objects, object as KubernetesObject);
    if (!applied.metadata?.namespace) this.leftBehind.push(applied);
    return applied as KubeObject;
  }

  apply(
    kind: string,
    metadata: KubeObject['metadata'],
    fields: object = {},
  ): Promise<KubeObject> {
    return this.applyObject({
      apiVersion: 'v1',
      kind,
      metadata:
        kind === 'Namespace'
          ? metadata
          : { namespace: this.namespace, ...metadata },
      ...fields,
    });
  }

  /** Somebody else, by their token, or in the name of a third. */
  async withToken(token: string, impersonateUser?: string) {
    const { name, server, caData, caFile } =
      this.cluster.kubeConfig.getCurrentCluster()!;
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [{ name, server, caData, caFile }],
      users: [{ name: 'user', token, impersonateUser }],
      contexts: [{ name, cluster: name, user: 'user' }],
      currentContext: name,
    });
    return { config, client: new RawClient(config) };
  }

  /** Lets an admission policy refuse every change of a deployment here. */
  async forbidChanges(name: string, message: string): Promise<void> {
    const denial = { policy: `${name}-${this.namespace}`, message };
    await this.cluster.forbidChanges(this.namespace, denial);
  }

  async deploy(
    name: string,
    program: string,
    options?: Parameters<typeof deploymentOf>[3],
  ): Promise<void> {
    await this.admin.create(
      `${this.apps}/deployments`,
      deploymentOf(this.namespace, name, program, options),
    );
  }

  /** The deployment, once it is as wished. */
  async deployment(
    name: string,
    wish: (deployment: Deployment) => boolean | undefined,
  ): Promise<Deployment> {
    const [found] = await until<Deployment>(
      this.admin,
      `${this.apps}/deployments`,
      { fieldSelector: `metadata.name=${name}` },
      ([deployment]) => deployment && wish(deployment),
    );
    return found;
  }

  rolledOut(name: string): Promise<Deployment> {
    return this.deployment(name, isRolledOut);
  }

  /** The pods of a deployment, once they are as wished. */
  pods(
    name: string,
    wish: (pods: Pod[]) => boolean | undefined,
  ): Promise<Pod[]> {
    const query = { labelSelector: `app=${name}` };
    return until<Pod>(this.admin, `${this.core}/pods`, query, wish);
  }

  /** The only pod of a deployment, once it is as wished. */
  async pod(
    name: string,
    wish: (pod: Pod) => boolean | undefined,
  ): Promise<Pod> {
    const [found] = await this.pods(name, ([pod]) => pod && wish(pod));
    return found;
  }

  async logPath(name: string): Promise<string> {
    const [pod] = await this.pods(name, ([first]) => first !== undefined);
    return `${this.core}/pods/${pod.metadata.name}/log`;
  }

  async log(name: string, query: Query = {}): Promise<string> {
    return this.admin.text(await this.logPath(name), query);
  }

  /** Follows the log until it holds these words, for output is on its way for a moment. */
  async logWith(name: string, words: string): Promise<string> {
    const log = await this.admin.stream(
      await this.logPath(name),
      { follow: true },
      AbortSignal.timeout(20_000),
    );
    let text = '';
    for await (const chunk of log) {
      text += chunk;
      if (text.includes(words)) break;
    }
    return text;
  }
}

export function isRolledOut({ metadata, spec, status }: Deployment): boolean {
  return (
    status?.observedGeneration === metadata.generation &&
    [
      status?.updatedReplicas,
      status?.availableReplicas,
      status?.replicas,
    ].every(count => (count ?? 0) === spec.replicas)
  );
}

/** A patch of the only container. */
export function containerPatch(container: object): object {
  return {
    spec: {
      template: { spec: { containers: [{ name: 'app', ...container }] } },
    },
  };
}

/** The refusal that a call ends in. */
export async function refusal(
  call: Promise<unknown>,
): Promise<ApiException<Status>> {
  const error = await call.then(
    () => undefined,
    reason => reason,
  );
  if (error instanceof ApiException) return error;
  throw error ?? new Error('it was not refused');
}

/** For one test file: a contract that lasts as long as its tests. */
export function useContract(): Contract {
  const contract = new Contract();
  beforeAll(() => contract.start(), 60_000);
  afterAll(() => contract.stop(), 60_000);
  return contract;
}
