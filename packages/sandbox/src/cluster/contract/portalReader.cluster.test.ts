import { AppsV1Api, CoreV1Api, type KubeConfig } from '@kubernetes/client-node';
import type { RawClient } from './rawClient';
import { refusal, useContract } from './contract';
import { mayDo, signInAsPortal } from './portal';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();
const name = 'ideogram-integration';
let portal: RawClient;
let config: KubeConfig;

beforeAll(async () => {
  ({ client: portal, config } = await signInAsPortal(contract, ['reader']));
  await contract.deploy(name, programs.steady);
  await contract.rolledOut(name);
  await contract.logWith(name, 'mode=');
});

it('reads what it is there for', async () => {
  const deployment = await portal.get(`${contract.apps}/deployments/${name}`);
  expect(deployment.status.availableReplicas).toBe(1);
  const pods = await portal.get(`${contract.core}/pods`, {
    labelSelector: `app=${name}`,
  });
  const [pod] = pods.items;
  const log = await portal.text(
    `${contract.core}/pods/${pod.metadata.name}/log`,
  );
  expect(log).toContain('mode=');
});

it('reads through the official client too', async () => {
  const { namespace } = contract;
  const deployment = await config
    .makeApiClient(AppsV1Api)
    .readNamespacedDeployment({ namespace, name });
  expect(deployment.status?.availableReplicas).toBe(1);
  const api = config.makeApiClient(CoreV1Api);
  const { items } = await api.listNamespacedPod({
    namespace,
    labelSelector: `app=${name}`,
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
  ['get', '', 'secrets', 'ideogram-secrets'],
  ['list', '', 'secrets', undefined],
  ['get', '', 'pods', 'any'],
  ['get', 'apps', 'deployments', 'other'],
  ['list', 'apps', 'deployments', undefined],
  ['list', 'apps', 'replicasets', undefined],
])('may not %s "%s" %s %s', async (verb, group, resource, object) => {
  const root = group ? contract.apps : contract.core;
  const error = await refusal(
    portal.get(`${root}/${resource}${object ? `/${object}` : ''}`),
  );
  const user = `system:serviceaccount:${contract.namespace}:ideogram-incident-portal`;
  const subject = `${group ? `${resource}.${group}` : resource}${
    object ? ` "${object}"` : ''
  }`;
  expect(error.body).toMatchObject({
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
    portal.patch(`${contract.apps}/deployments/${name}`, 'merge', {}),
  );
  expect(write.code).toBe(403);
});

it.each([
  ['get', 'apps', 'deployments', '', name, true],
  ['get', 'apps', 'deployments', '', 'other', false],
  ['get', 'apps', 'deployments', '', undefined, false],
  ['get', '', 'pods', 'log', 'any', true],
  ['patch', 'apps', 'deployments', '', name, false],
  ['get', '', 'secrets', '', 'ideogram-secrets', false],
])(
  'can ask beforehand whether it may %s "%s" %s %s %s: %p',
  async (verb, group, resource, subresource, object, allowed) => {
    const { namespace } = contract;
    const attributes = { namespace, verb, group, resource, subresource };
    expect(await mayDo(portal, { ...attributes, name: object })).toBe(allowed);
  },
);

it('is nobody with another token', async () => {
  const { client } = await contract.withToken('not-a-token');
  const error = await refusal(client.get(`${contract.core}/pods`));
  expect(error.body).toMatchObject({ code: 401, reason: 'Unauthorized' });
});
