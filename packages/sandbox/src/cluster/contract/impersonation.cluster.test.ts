import type { RawClient } from './rawClient';
import { containerPatch, refusal, useContract } from './contract';
import { mayDo, portalToken } from './portal';
import { programs } from './programs';

jest.setTimeout(60_000);

const contract = useContract();
const name = 'ideogram-integration';
const people: Record<string, RawClient> = {};

beforeAll(async () => {
  const rights = ['reader', 'remediator', 'impersonator', 'people'] as const;
  const token = await portalToken(contract, [...rights]);
  for (const user of ['viewer', 'responder', 'administrator', 'stranger']) {
    const { client } = await contract.withToken(token, `user:default/${user}`);
    people[user] = client;
  }
  const group = await contract.withToken(token, 'system:masters');
  people['a group as if it were a user'] = group.client;
  const account = await contract.withToken(
    token,
    `system:serviceaccount:${contract.namespace}:default`,
  );
  people.account = account.client;
  await contract.apply(
    'Secret',
    { name: 'ideogram-secrets' },
    { stringData: { 'api-key': 'old' } },
  );
  await contract.deploy(name, programs.steady, { replicas: 0 });
});

const restart = containerPatch({ env: [{ name: 'MODE', value: 'queue' }] });
const attempts = {
  deployments: (who: string) =>
    people[who].patch(
      `${contract.apps}/deployments/${name}`,
      'strategic',
      restart,
    ),
  secrets: (who: string) =>
    people[who].patch(`${contract.core}/secrets/ideogram-secrets`, 'merge', {
      data: { 'api-key': 'eA==' },
    }),
};
const named = { deployments: name, secrets: 'ideogram-secrets' };

it.each<[string, keyof typeof attempts, boolean]>([
  ['viewer', 'deployments', false],
  ['viewer', 'secrets', false],
  ['responder', 'deployments', true],
  ['responder', 'secrets', false],
  ['administrator', 'deployments', true],
  ['administrator', 'secrets', true],
])(
  'gives the %s their own rights to patch %s, and can tell beforehand: %p',
  async (who, resource, allowed) => {
    const group = resource === 'deployments' ? 'apps' : '';
    const { namespace } = contract;
    const attributes = { namespace, verb: 'patch', group, resource };
    const asked = { ...attributes, name: named[resource] };
    expect(await mayDo(people[who], asked)).toBe(allowed);
    const outcome = await attempts[resource](who).then(
      () => 'patched',
      error => error.message,
    );
    expect(outcome).toBe(
      allowed
        ? 'patched'
        : `${resource}${group && '.apps'} "${
            named[resource]
          }" is forbidden: User "user:default/${who}" cannot patch resource "${resource}" in API group "${group}" in the namespace "${namespace}"`,
    );
  },
);

it.each([
  ['stranger', 'users', 'user:default/stranger'],
  ['a group as if it were a user', 'users', 'system:masters'],
  ['account', 'serviceaccounts', 'default'],
])('is refused for %s', async (who, resource, object) => {
  const { namespace } = contract;
  const error = await refusal(attempts.deployments(who));
  const where =
    resource === 'users'
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  expect(error.body).toMatchObject({
    code: 403,
    reason: 'Forbidden',
    message: `${resource} "${object}" is forbidden: User "system:serviceaccount:${namespace}:ideogram-incident-portal" cannot impersonate resource "${resource}" in API group "" ${where}`,
  });
});
