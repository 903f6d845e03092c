import { AppsV1Api, CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import type { ApiClient } from '../api-client/apiClient';
import { apply } from '../api-client/apply';
import { portalAccount, portalTokenPath } from '../portalAccount';
import { refusal, useContract } from './contract';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();
let portal: ApiClient;
let config: KubeConfig;

beforeAll(async () => {
  const account = { name: 'portal', namespace: contract.namespace };
  for (const object of portalAccount([contract.namespace], account)) {
    await apply(contract.admin, object);
  }
  const { status } = await contract.admin.create(portalTokenPath(account), {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  ({ client: portal, config } = await contract.withToken(status.token));
  await contract.deploy('steady', programs.steady);
  await contract.rolledOut('steady');
  await contract.logWith('steady', 'mode=');
});

afterAll(() => portal.close());

it('reads what it is there for', async () => {
  const deployment = await portal.get(`${contract.apps}/deployments/steady`);
  expect(deployment.status.availableReplicas).toBe(1);
  const pods = await portal.get(`${contract.core}/pods`, {
    labelSelector: 'app=steady',
  });
  const { name } = pods.items[0].metadata;
  const log = await portal.text(`${contract.core}/pods/${name}/log`);
  expect(log).toContain('mode=');
});

it('reads through the official client too', async () => {
  const { namespace } = contract;
  const deployment = await config
    .makeApiClient(AppsV1Api)
    .readNamespacedDeployment({ namespace, name: 'steady' });
  expect(deployment.status?.availableReplicas).toBe(1);
  const api = config.makeApiClient(CoreV1Api);
  const { items } = await api.listNamespacedPod({
    namespace,
    labelSelector: 'app=steady',
  });
  expect(items[0].status?.containerStatuses?.[0].state?.running).toBeDefined();
  const log = await api.readNamespacedPodLog({
    namespace,
    name: items[0].metadata!.name!,
    tailLines: 5,
  });
  expect(log).toContain('mode=');
});

it.each([
  ['get', '', 'secrets', 'any'],
  ['list', '', 'secrets', undefined],
  ['get', '', 'pods', 'any'],
  ['list', 'apps', 'deployments', undefined],
  ['list', 'apps', 'replicasets', undefined],
])('may not %s "%s" %s', async (verb, group, resource, name) => {
  const root = group ? contract.apps : contract.core;
  const error = await refusal(
    portal.get(`${root}/${resource}${name ? `/${name}` : ''}`),
  );
  const user = `system:serviceaccount:${contract.namespace}:portal`;
  const subject = `${group ? `${resource}.${group}` : resource}${
    name ? ` "${name}"` : ''
  }`;
  expect(error.status).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" in the namespace "${contract.namespace}"`,
  });
});

it('may not read elsewhere, and may not write', async () => {
  const elsewhere = await refusal(
    portal.get('/api/v1/namespaces/default/pods'),
  );
  expect(elsewhere.code).toBe(403);
  const write = await refusal(
    portal.patch(`${contract.apps}/deployments/steady`, 'merge', {}),
  );
  expect(write.code).toBe(403);
});

it.each([
  ['get', 'apps', 'deployments', '', true],
  ['get', '', 'pods', 'log', true],
  ['patch', 'apps', 'deployments', '', false],
  ['get', '', 'secrets', '', false],
])(
  'can ask beforehand whether it may %s "%s" %s %s: %p',
  async (verb, group, resource, subresource, allowed) => {
    const { namespace } = contract;
    const review = await portal.create(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: {
            namespace,
            verb,
            group,
            resource,
            subresource,
          },
        },
      },
    );
    expect(review.status.allowed).toBe(allowed);
  },
);

it('is nobody with another token', async () => {
  const { client } = await contract.withToken('not-a-token');
  const error = await refusal(client.get(`${contract.core}/pods`));
  client.close();
  expect(error.status).toMatchObject({ code: 401, reason: 'Unauthorized' });
});
