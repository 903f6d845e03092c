import type { RawClient } from './rawClient';
import { refusal, useContract } from './contract';
import { signInAsPortal } from './portal';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();
const name = 'ideogram-integration';
let portal: RawClient;
let replicaSet: string;

beforeAll(async () => {
  ({ client: portal } = await signInAsPortal(contract, [
    'reader',
    'remediator',
    'undoRollout',
  ]));
  await contract.apply('Secret', { name: 'others' }, {});
  await contract.deploy(name, programs.steady, { replicas: 0 });
  await contract.deploy('other', programs.steady, { replicas: 0 });
  await contract.rolledOut(name);
});

it('sees the former rollouts of its deployment', async () => {
  const { items } = await portal.get(`${contract.apps}/replicasets`, {
    labelSelector: `app=${name}`,
  });
  expect(items).toHaveLength(1);
  expect(items[0].spec.template.spec.containers[0].name).toBe('app');
  replicaSet = items[0].metadata.name;
});

type Urls = { core: string; apps: string };
const one = ({ apps }: Urls) => `${apps}/replicasets/${replicaSet}`;

it.each<[string, (urls: Urls) => Promise<unknown>]>([
  ['get a replica set', at => portal.get(one(at))],
  [
    'watch replica sets',
    at => portal.get(`${at.apps}/replicasets`, { watch: true }),
  ],
  ['patch a replica set', at => portal.patch(one(at), 'merge', {})],
  [
    'scale a replica set',
    at => portal.patch(`${one(at)}/scale`, 'merge', { spec: { replicas: 1 } }),
  ],
  ['delete a replica set', at => portal.delete(one(at))],
  [
    'list the replica sets of another namespace',
    () => portal.get('/apis/apps/v1/namespaces/default/replicasets'),
  ],
  [
    'list the replica sets of all',
    () => portal.get('/apis/apps/v1/replicasets'),
  ],
  ['list deployments', at => portal.get(`${at.apps}/deployments`)],
  ['read another deployment', at => portal.get(`${at.apps}/deployments/other`)],
  ['list secrets', at => portal.get(`${at.core}/secrets`)],
  ['read another secret', at => portal.get(`${at.core}/secrets/others`)],
])('may not %s', async (_, attempt) => {
  const error = await refusal(attempt(contract));
  expect(error.body).toMatchObject({ code: 403, reason: 'Forbidden' });
});
