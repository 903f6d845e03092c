import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { ApiClient, ApiError } from '../api-client/apiClient';
import { apply } from '../api-client/apply';
import type { Deployment, KubeObject, Pod, WatchEvent } from '../objects';
import { portalAccount, portalTokenPath } from '../portalAccount';
import { contractCluster, type ContractCluster } from './contractCluster';
import { deploymentOf, programs } from './programs';
import { until } from './until';

jest.setTimeout(60_000);

const namespace = `contract-${randomBytes(4).toString('hex')}`;
const core = `/api/v1/namespaces/${namespace}`;
const apps = `/apis/apps/v1/namespaces/${namespace}`;

let cluster: ContractCluster;
let admin: ApiClient;
let reader: ApiClient;
let readerConfig: KubeConfig;

function named(name: string) {
  return { fieldSelector: `metadata.name=${name}` };
}

function podsOf(name: string) {
  return { labelSelector: `app=${name}` };
}

async function withToken(token: string) {
  const { name, server, caData, caFile } =
    cluster.kubeConfig.getCurrentCluster()!;
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name, server, caData, caFile }],
    users: [{ name: 'user', token }],
    contexts: [{ name, cluster: name, user: 'user' }],
    currentContext: name,
  });
  return { config, client: await ApiClient.connect(config) };
}

async function rolledOut(name: string): Promise<Deployment> {
  const [deployment] = await until<Deployment>(
    admin,
    `${apps}/deployments`,
    named(name),
    ([{ metadata, spec, status } = {} as Deployment]) =>
      status &&
      status.observedGeneration === metadata.generation &&
      status.updatedReplicas === spec.replicas &&
      status.availableReplicas === spec.replicas &&
      status.replicas === spec.replicas,
  );
  return deployment;
}

async function deploy(
  name: string,
  program: string,
  options?: Parameters<typeof deploymentOf>[3],
): Promise<void> {
  await admin.create(
    `${apps}/deployments`,
    deploymentOf(namespace, name, program, options),
  );
}

async function alivePods(name: string): Promise<Pod[]> {
  const { items } = await admin.get(`${core}/pods`, podsOf(name));
  return items.filter((pod: Pod) => !pod.metadata.deletionTimestamp);
}

async function logOf(name: string, query = {}): Promise<string> {
  const [pod] = await alivePods(name);
  return admin.text(`${core}/pods/${pod.metadata.name}/log`, query);
}

/** Output is on its way for a moment after a pod is ready. */
async function logLine(name: string, wanted: string): Promise<void> {
  const [pod] = await alivePods(name);
  const stop = AbortSignal.timeout(20_000);
  const log = await admin.stream(
    `${core}/pods/${pod.metadata.name}/log`,
    { follow: true },
    stop,
  );
  let text = '';
  for await (const chunk of log) {
    text += chunk;
    if (text.includes(wanted)) return;
  }
  throw new Error(`"${wanted}" is not in ${text}`);
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error;
}

beforeAll(async () => {
  cluster = await contractCluster();
  admin = await ApiClient.connect(cluster.kubeConfig);
  const account = { name: 'reader', namespace };
  const [, ...objects] = portalAccount([namespace], account);
  await apply(admin, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  for (const object of objects) await apply(admin, object);
  // A real cluster makes this one by itself, and lets no pod in before.
  await apply(admin, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  });
  await apply(admin, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'keys', namespace },
    stringData: { 'api-key': 'first-key', other: 'stays' },
  });
  const issued = await admin.create(portalTokenPath(account), {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  ({ config: readerConfig, client: reader } = await withToken(
    issued.status.token,
  ));
  await deploy('steady', programs.steady, {
    replicas: 2,
    container: {
      env: [
        {
          name: 'KEY',
          valueFrom: { secretKeyRef: { name: 'keys', key: 'api-key' } },
        },
        { name: 'MODE', value: 'direct' },
      ],
    },
  });
  await rolledOut('steady');
});

afterAll(async () => {
  await admin?.delete(`/api/v1/namespaces/${namespace}`).catch(() => {});
  reader?.close();
  admin?.close();
  await cluster?.stop();
});

describe('a deployment', () => {
  it('becomes available, says so, and its pods are real processes', async () => {
    const deployment = await rolledOut('steady');
    expect(deployment.status).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(deployment.status!.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'Available', status: 'True' }),
        expect.objectContaining({
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        }),
      ]),
    );
    expect(deployment.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '1',
    });

    const pods = await alivePods('steady');
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(pod.status!.phase).toBe('Running');
      expect(pod.status!.containerStatuses![0]).toMatchObject({
        name: 'app',
        ready: true,
        restartCount: 0,
        state: { running: {} },
      });
      expect(pod.metadata.ownerReferences![0].kind).toBe('ReplicaSet');
    }
    await logLine('steady', 'key=first-key mode=direct');
  });

  it('starts new processes when an env is patched, without an interruption', async () => {
    await deploy('patched', programs.steady, {
      replicas: 2,
      container: {
        env: [
          { name: 'MODE', value: 'direct' },
          { name: 'KEY', value: 'kept' },
        ],
      },
    });
    const before = await rolledOut('patched');
    const seen: number[] = [];
    const patched = await admin.patch<Deployment>(
      `${apps}/deployments/patched`,
      'strategic',
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'app', env: [{ name: 'MODE', value: 'queue' }] },
              ],
            },
          },
        },
      },
    );
    expect(patched.metadata.generation).toBe(before.metadata.generation! + 1);
    expect(patched.spec.template.spec.containers[0].env).toEqual([
      { name: 'MODE', value: 'queue' },
      { name: 'KEY', value: 'kept' },
    ]);
    await until<Deployment>(
      admin,
      `${apps}/deployments`,
      named('patched'),
      ([{ metadata, status }]) => {
        seen.push(status?.availableReplicas ?? 0);
        return (
          status?.observedGeneration === metadata.generation &&
          status?.updatedReplicas === 2 &&
          status?.replicas === 2 &&
          status?.availableReplicas === 2
        );
      },
    );
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(2);
    await logLine('patched', 'key=kept mode=queue');
    const after = await rolledOut('patched');
    expect(after.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '2',
    });
  });

  it('is left alone by a patch that changes nothing', async () => {
    const before = await rolledOut('steady');
    const after = await admin.patch<Deployment>(
      `${apps}/deployments/steady`,
      'strategic',
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'app', env: [{ name: 'MODE', value: 'direct' }] },
              ],
            },
          },
        },
      },
    );
    expect(after.metadata.generation).toBe(before.metadata.generation);
    expect(after.metadata.resourceVersion).toBe(
      before.metadata.resourceVersion,
    );
  });

  it('gives its new processes a rotated key, once it is restarted', async () => {
    const env = [
      {
        name: 'KEY',
        valueFrom: { secretKeyRef: { name: 'rotated', key: 'api-key' } },
      },
    ];
    await apply(admin, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'rotated', namespace },
      stringData: { 'api-key': 'old', other: 'stays' },
    });
    await deploy('rotating', programs.steady, { container: { env } });
    await rolledOut('rotating');
    await logLine('rotating', 'key=old');

    const secret = await admin.get(`${core}/secrets/rotated`);
    const changed = await admin.patch(`${core}/secrets/rotated`, 'merge', {
      metadata: { resourceVersion: secret.metadata.resourceVersion },
      data: { 'api-key': Buffer.from('new').toString('base64') },
    });
    expect(Object.keys(changed.data).sort()).toEqual(['api-key', 'other']);
    await admin.patch(`${apps}/deployments/rotating`, 'strategic', {
      spec: {
        template: {
          metadata: {
            annotations: {
              'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
            },
          },
        },
      },
    });
    await rolledOut('rotating');
    await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf('rotating'),
      pods => pods.length === 1,
    );
    await logLine('rotating', 'key=new');
  });

  it('takes its pods along when it is deleted', async () => {
    await deploy('leaving', programs.steady);
    await rolledOut('leaving');
    await admin.delete(`${apps}/deployments/leaving`, {
      propagationPolicy: 'Background',
    });
    await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf('leaving'),
      pods => pods.length === 0,
    );
  });

  it('whose rollout does not move says that its time is up', async () => {
    await deploy('stuck', programs.crashing, {
      progressDeadlineSeconds: 3,
      minReadySeconds: 2,
    });
    await until<Deployment>(
      admin,
      `${apps}/deployments`,
      named('stuck'),
      ([deployment]) =>
        deployment?.status?.conditions?.some(
          condition =>
            condition.type === 'Progressing' &&
            condition.status === 'False' &&
            condition.reason === 'ProgressDeadlineExceeded',
        ),
    );
  });
});

describe('a pod', () => {
  it('that crashes is restarted ever more slowly, and its last words are kept', async () => {
    await deploy('crashing', programs.crashing, { minReadySeconds: 2 });
    const [pod] = await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf('crashing'),
      ([{ status } = {} as Pod]) =>
        status?.containerStatuses?.[0].state.waiting?.reason ===
        'CrashLoopBackOff',
    );
    const status = pod.status!.containerStatuses![0];
    expect(status).toMatchObject({
      ready: false,
      lastState: { terminated: { exitCode: 3, reason: 'Error' } },
    });
    expect(status.restartCount).toBeGreaterThanOrEqual(1);
    expect(pod.status!.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'Ready',
          status: 'False',
          reason: 'ContainersNotReady',
        }),
      ]),
    );
    const [deployment] = await until<Deployment>(
      admin,
      `${apps}/deployments`,
      named('crashing'),
      ([{ status: state } = {} as Deployment]) => state?.replicas === 1,
    );
    expect(deployment.status!.availableReplicas ?? 0).toBe(0);
    expect(await logOf('crashing')).toContain('fatal: cannot go on');
    expect(await logOf('crashing', { previous: true })).toContain(
      'fatal: cannot go on',
    );
  });

  it('that takes more memory than it may is killed for it', async () => {
    await deploy('hungry', programs.hungry, {
      container: { resources: { limits: { memory: '160Mi' } } },
    });
    await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf('hungry'),
      ([{ status } = {} as Pod]) => {
        const { state, lastState } = status?.containerStatuses?.[0] ?? {};
        const end = state?.terminated ?? lastState?.terminated;
        return end?.reason === 'OOMKilled' && end.exitCode === 137;
      },
    );
    await admin.delete(`${apps}/deployments/hungry`);
  });

  it('that no node has room for waits, and says why', async () => {
    await deploy('huge', programs.steady, {
      container: { resources: { requests: { memory: '900Ti' } } },
    });
    const [pod] = await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf('huge'),
      ([{ status } = {} as Pod]) =>
        status?.conditions?.some(
          ({ type, reason }) =>
            type === 'PodScheduled' && reason === 'Unschedulable',
        ),
    );
    expect(pod.status!.phase).toBe('Pending');
    expect(pod.status!.conditions![0].message).toMatch(/Insufficient memory/);
  });

  it.each([
    [
      'no-image',
      { image: 'missing/program:1' },
      /^(ErrImagePull|ImagePullBackOff)$/,
    ],
    [
      'no-secret',
      {
        env: [
          {
            name: 'KEY',
            valueFrom: { secretKeyRef: { name: 'absent', key: 'x' } },
          },
        ],
      },
      /^CreateContainerConfigError$/,
    ],
  ])('with %s waits, and says why', async (name, container, reason) => {
    await deploy(name, programs.steady, { container });
    await until<Pod>(
      admin,
      `${core}/pods`,
      podsOf(name),
      ([{ status } = {} as Pod]) =>
        reason.test(status?.containerStatuses?.[0].state.waiting?.reason ?? ''),
    );
  });
});

describe('logs', () => {
  it('can be cut by lines and bytes, and carry times', async () => {
    await logLine('steady', 'one of its own');
    expect(await logOf('steady', { tailLines: 1 })).toMatch(/^[^\n]+\n$/);
    expect(await logOf('steady', { tailLines: 0 })).toBe('');
    expect(await logOf('steady', { limitBytes: 5 })).toHaveLength(5);
    expect(await logOf('steady', { timestamps: true })).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z \S/,
    );
    expect(await logOf('steady', { sinceTime: '2099-01-01T00:00:00Z' })).toBe(
      '',
    );
    expect(await logOf('steady', { sinceSeconds: 3600 })).toContain('mode=');
  });

  it.each([
    [{ container: 'none' }, 400, /container none is not valid for pod/],
    [{ previous: true }, 400, /previous terminated container "app" in pod/],
    [{ sinceSeconds: 0 }, 422, /sinceSeconds/],
  ])('refuse %j', async (query, code, message) => {
    const error = await failure(logOf('steady', query));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('end their following when the reader leaves', async () => {
    const [pod] = await alivePods('steady');
    const stop = new AbortController();
    const log = await admin.stream(
      `${core}/pods/${pod.metadata.name}/log`,
      { follow: true },
      stop.signal,
    );
    await once(log, 'data');
    const ended = once(log, 'close').catch(() => {});
    stop.abort();
    await ended;
  });
});

describe('writing', () => {
  it('from an outdated version is a conflict', async () => {
    const path = `${core}/secrets/keys`;
    const error = await failure(
      admin.patch(path, 'merge', {
        metadata: { resourceVersion: '1' },
        data: { other: 'eA==' },
      }),
    );
    expect(error.code).toBe(409);
    expect(error.status).toMatchObject({
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on secrets "keys": the object has been modified; please apply your changes to the latest version and try again',
    });
  });

  it('as a dry run shows the result and changes nothing', async () => {
    const path = `${apps}/deployments/steady`;
    const before = await admin.get<Deployment>(path);
    const shown = await admin.patch<Deployment>(
      path,
      'strategic',
      {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'app',
                  env: [{ name: 'KEY', value: 'plain', valueFrom: null }],
                },
              ],
            },
          },
        },
      },
      { dryRun: 'All' },
    );
    expect(shown.spec.template.spec.containers[0].env).toEqual([
      { name: 'KEY', value: 'plain' },
      { name: 'MODE', value: 'direct' },
    ]);
    expect(shown.metadata.generation).toBe(before.metadata.generation! + 1);
    const after = await admin.get<Deployment>(path);
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata.generation).toBe(before.metadata.generation);
  });

  it('removes one env by name', async () => {
    const shown = await admin.patch<Deployment>(
      `${apps}/deployments/steady`,
      'strategic',
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'app', env: [{ name: 'MODE', $patch: 'delete' }] },
              ],
            },
          },
        },
      },
      { dryRun: 'All' },
    );
    expect(
      shown.spec.template.spec.containers[0].env!.map(({ name }) => name),
    ).toEqual(['KEY']);
  });

  it('a value beside its source is refused', async () => {
    const error = await failure(
      admin.patch(`${apps}/deployments/steady`, 'strategic', {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'app', env: [{ name: 'KEY', value: 'plain' }] },
              ],
            },
          },
        },
      }),
    );
    expect(error.code).toBe(422);
    expect(error.status).toMatchObject({
      reason: 'Invalid',
      message: expect.stringMatching(
        /^Deployment\.apps "steady" is invalid: spec\.template\.spec\.containers\[0\]\.env\[0\]\.valueFrom: Invalid value: "": may not be specified when `value` is not empty$/,
      ),
    });
  });

  it('what is there already, or is not there, is refused by name', async () => {
    const twice = await failure(
      admin.create(`${core}/secrets`, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'keys' },
      }),
    );
    expect(twice.status).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: 'secrets "keys" already exists',
    });
    const absent = await failure(
      admin.patch(`${apps}/deployments/absent`, 'merge', {}),
    );
    expect(absent.status).toMatchObject({
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "absent" not found',
    });
  });
});

describe('watching', () => {
  it('goes on from a version, and follows objects into and out of a selection', async () => {
    const path = `${core}/secrets`;
    const seen: string[] = [];
    const { metadata } = await admin.get(path);
    await admin.create(path, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'watched' },
    });
    for (const value of ['yes', 'no']) {
      await admin.patch(`${path}/watched`, 'merge', {
        metadata: { labels: { wanted: value } },
      });
    }
    const stop = new AbortController();
    await admin
      .watch<KubeObject>(
        path,
        {
          labelSelector: 'wanted=yes',
          resourceVersion: metadata.resourceVersion,
        },
        ({ type, object }: WatchEvent) => {
          seen.push(`${type} ${object.metadata.name}`);
          if (type === 'DELETED') stop.abort();
        },
        stop.signal,
      )
      .catch(() => {});
    expect(seen).toEqual(['ADDED watched', 'DELETED watched']);
  });
});

describe('the portal’s account', () => {
  const review = (verb: string, group: string, resource: string) =>
    reader.create('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          namespace,
          verb,
          group,
          resource: resource.split('/')[0],
          subresource: resource.split('/')[1],
        },
      },
    });

  it('reads what it is there for', async () => {
    const deployment = await reader.get(`${apps}/deployments/steady`);
    expect(deployment.spec.replicas).toBe(2);
    const pods = await reader.get(`${core}/pods`, podsOf('steady'));
    const { name } = pods.items[0].metadata;
    await expect(reader.text(`${core}/pods/${name}/log`)).resolves.toContain(
      'mode=',
    );
  });

  it.each([
    ['get', '', 'secrets', 'secrets/keys', core],
    ['list', '', 'secrets', 'secrets', core],
    ['get', '', 'pods', 'pods/any', core],
    ['list', 'apps', 'deployments', 'deployments', apps],
    ['list', '', 'pods', 'pods', '/api/v1/namespaces/default'],
  ])('may not %s "%s" %s', async (verb, group, resource, path, root) => {
    const error = await failure(reader.get(`${root}/${path}`));
    expect(error.status).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code: 403,
      reason: 'Forbidden',
    });
    const full = group ? `${resource}.${group}` : resource;
    const name = path.split('/')[1];
    expect(error.message).toBe(
      `${full}${
        name ? ` "${name}"` : ''
      } is forbidden: User "system:serviceaccount:${namespace}:reader" cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${
        root.split('/').pop() ?? ''
      }"`,
    );
  });

  it('may not write', async () => {
    const error = await failure(
      reader.patch(`${apps}/deployments/steady`, 'merge', {}),
    );
    expect(error.code).toBe(403);
  });

  it.each([
    ['get', 'apps', 'deployments', true],
    ['get', '', 'pods/log', true],
    ['patch', 'apps', 'deployments', false],
    ['get', '', 'secrets', false],
  ])('can ask beforehand: %s "%s" %s: %p', async (...asked) => {
    const [verb, group, resource, allowed] = asked;
    const { status } = await review(verb, group, resource);
    expect(status.allowed).toBe(allowed);
  });

  it('is nobody with another token', async () => {
    const { client } = await withToken('not-a-token');
    const error = await failure(client.get(`${core}/pods`));
    client.close();
    expect(error.status).toMatchObject({ code: 401, reason: 'Unauthorized' });
  });

  it('reads through the official client too', async () => {
    const deployment = await readerConfig
      .makeApiClient(AppsV1Api)
      .readNamespacedDeployment({ namespace, name: 'steady' });
    expect(deployment.status?.availableReplicas).toBe(2);
    const api = readerConfig.makeApiClient(CoreV1Api);
    const { items } = await api.listNamespacedPod({
      namespace,
      labelSelector: 'app=steady',
    });
    expect(
      items[0].status?.containerStatuses?.[0].state?.running,
    ).toBeDefined();
    await expect(
      api.readNamespacedPodLog({
        namespace,
        name: items[0].metadata!.name!,
        tailLines: 5,
      }),
    ).resolves.toContain('mode=');
  });
});
