import type { RawClient } from './rawClient';
import { containerPatch, refusal, useContract } from './contract';
import { mayDo, signInAsPortal } from './portal';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();
const name = 'ideogram-integration';
const deployment = () => `${contract.apps}/deployments/${name}`;
const secret = () => `${contract.core}/secrets/ideogram-secrets`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
let portal: RawClient;

beforeAll(async () => {
  ({ client: portal } = await signInAsPortal(contract, [
    'reader',
    'remediator',
  ]));
  const data = { stringData: { 'api-key': 'old', other: 'stays' } };
  await contract.apply('Secret', { name: 'ideogram-secrets' }, data);
  await contract.apply('Secret', { name: 'others' }, data);
  await contract.deploy('other', programs.steady, { replicas: 0 });
  await contract.deploy(name, programs.steady);
  await contract.rolledOut(name);
});

const fallback = containerPatch({
  env: [{ name: 'IDEOGRAM_FALLBACK', value: 'true' }],
});

it('changes its deployment, after a look at what would become of it', async () => {
  const query = { fieldManager: 'ideogram-incident' };
  const shown = await portal.patch(deployment(), 'strategic', fallback, {
    ...query,
    dryRun: 'All',
  });
  const env = [{ name: 'IDEOGRAM_FALLBACK', value: 'true' }];
  expect(shown.spec.template.spec.containers[0].env).toEqual(env);
  const before = await portal.get(deployment());
  expect(before.spec.template.spec.containers[0].env).toBeUndefined();

  await portal.patch(deployment(), 'strategic', fallback, query);
  const after = await portal.get(deployment());
  expect(after.spec.template.spec.containers[0].env).toEqual(env);
  expect(after.metadata.generation).toBe(before.metadata.generation + 1);
});

it('scales by a patch of the deployment', async () => {
  const { generation } = (
    await portal.patch(deployment(), 'merge', { spec: { replicas: 2 } })
  ).metadata;
  const scaled = await contract.deployment(
    name,
    ({ metadata, status }) =>
      metadata.generation === generation && status?.availableReplicas === 2,
  );
  expect(scaled.spec.replicas).toBe(2);
});

it('rotates one key of its secret, and keeps the others', async () => {
  const { metadata } = await portal.get(secret());
  const rotation = {
    metadata: { resourceVersion: metadata.resourceVersion },
    data: { 'api-key': base64('new') },
  };
  const rotated = { 'api-key': base64('new'), other: base64('stays') };
  const shown = await portal.patch(secret(), 'merge', rotation, {
    dryRun: 'All',
  });
  expect(shown.data).toEqual(rotated);
  expect((await portal.get(secret())).data['api-key']).toBe(base64('old'));

  const changed = await portal.patch(secret(), 'merge', rotation);
  expect(changed.data).toEqual(rotated);
  const again = await refusal(portal.patch(secret(), 'merge', rotation));
  expect(again.body).toMatchObject({ code: 409, reason: 'Conflict' });
});

const object = (kind: string) => ({ kind, metadata: { name: 'new' } });

it.each<[string, (urls: { core: string; apps: string }) => Promise<unknown>]>([
  ['read another deployment', at => portal.get(`${at.apps}/deployments/other`)],
  ['list deployments', at => portal.get(`${at.apps}/deployments`)],
  ['list replica sets', at => portal.get(`${at.apps}/replicasets`)],
  [
    'patch another deployment',
    at => portal.patch(`${at.apps}/deployments/other`, 'strategic', fallback),
  ],
  [
    'patch another deployment, were it only a dry run',
    at =>
      portal.patch(`${at.apps}/deployments/other`, 'strategic', fallback, {
        dryRun: 'All',
      }),
  ],
  [
    'scale by the subresource',
    () => portal.patch(`${deployment()}/scale`, 'merge', {}),
  ],
  ['patch a status', () => portal.patch(`${deployment()}/status`, 'merge', {})],
  [
    'replace its deployment',
    () => portal.update(deployment(), object('Deployment')),
  ],
  ['delete its deployment', () => portal.delete(deployment())],
  [
    'create a deployment',
    at => portal.create(`${at.apps}/deployments`, object('Deployment')),
  ],
  ['read another secret', at => portal.get(`${at.core}/secrets/others`)],
  [
    'patch another secret',
    at => portal.patch(`${at.core}/secrets/others`, 'merge', {}),
  ],
  ['list secrets', at => portal.get(`${at.core}/secrets`)],
  ['watch secrets', at => portal.get(`${at.core}/secrets`, { watch: true })],
  ['delete its secret', () => portal.delete(secret())],
  [
    'create a secret',
    at => portal.create(`${at.core}/secrets`, object('Secret')),
  ],
  ['delete a pod', at => portal.delete(`${at.core}/pods/any`)],
  ['create a pod', at => portal.create(`${at.core}/pods`, object('Pod'))],
  [
    'run a command in a pod',
    at => portal.create(`${at.core}/pods/any/exec`, {}, { command: 'id' }),
  ],
  [
    'get a token of its own account',
    at =>
      portal.create(
        `${at.core}/serviceaccounts/ideogram-incident-portal/token`,
        object('TokenRequest'),
      ),
  ],
  [
    'read in another namespace',
    () =>
      portal.get(
        '/apis/apps/v1/namespaces/default/deployments/ideogram-integration',
      ),
  ],
  [
    'patch in another namespace',
    () =>
      portal.patch(
        '/api/v1/namespaces/default/secrets/ideogram-secrets',
        'merge',
        {},
      ),
  ],
])('may not %s', async (_, attempt) => {
  const error = await refusal(attempt(contract));
  expect(error.body).toMatchObject({ code: 403, reason: 'Forbidden' });
});

it.each([
  ['patch', 'apps', 'deployments', name, true],
  ['patch', 'apps', 'deployments', 'other', false],
  ['patch', '', 'secrets', 'ideogram-secrets', true],
  ['patch', '', 'secrets', 'others', false],
  ['delete', 'apps', 'deployments', name, false],
  ['list', 'apps', 'replicasets', undefined, false],
])(
  'can ask beforehand whether it may %s "%s" %s %s: %p',
  async (verb, group, resource, named, allowed) => {
    const { namespace } = contract;
    const attributes = { namespace, verb, group, resource, name: named };
    expect(await mayDo(portal, attributes)).toBe(allowed);
  },
);
