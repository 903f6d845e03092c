import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ideogramIncidentReadPermission as permission } from 'backstage-plugin-ideogram-incident-common';
import { PermissionBatches } from './permissionBatches';

const alice = mockCredentials.user('user:default/alice');
const bob = mockCredentials.user('user:default/bob');

/** The policy allows the components whose number is even. */
function setUp() {
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests =>
    requests.map(({ resourceRef }) => ({
      result: Number(resourceRef!.split('-')[1]) % 2 === 0 ? 'ALLOW' : 'DENY',
    })),
  );
  const logger = mockServices.logger.mock();
  const batches = new PermissionBatches(permissions, logger);
  const ask = (credentials: typeof alice, ...numbers: number[]) =>
    batches.ask(
      numbers.map(n => ({
        permission,
        resourceRef: `component:default/c-${n}`,
      })),
      credentials,
    );
  return { permissions, logger, ask };
}

it('asks at once what is asked one after the other without waiting', async () => {
  const { permissions, ask } = setUp();
  const later = async () => {
    await null;
    return ask(alice, 3, 4);
  };
  expect(await Promise.all([ask(alice, 1), ask(alice, 2), later()])).toEqual([
    [false],
    [true],
    [false, true],
  ]);
  expect(permissions.authorize).toHaveBeenCalledTimes(1);
});

it('never asks for two callers at once', async () => {
  const { permissions, ask } = setUp();
  await Promise.all([ask(alice, 1), ask(bob, 2)]);
  const asked = permissions.authorize.mock.calls.map(
    ([requests, { credentials }]) => [requests[0].resourceRef, credentials],
  );
  expect(asked).toEqual([
    ['component:default/c-1', alice],
    ['component:default/c-2', bob],
  ]);
});

it('asks anew once it has asked', async () => {
  const { permissions, ask } = setUp();
  expect(await ask(alice, 2)).toEqual([true]);
  permissions.authorize.mockResolvedValueOnce([{ result: 'DENY' }]);
  expect(await ask(alice, 2)).toEqual([false]);
});

it('takes no answer for a denial, and none for that of another', async () => {
  const { permissions, ask } = setUp();
  permissions.authorize.mockResolvedValueOnce([{ result: 'ALLOW' }]);
  expect(await Promise.all([ask(alice, 1), ask(alice, 2)])).toEqual([
    [true],
    [false],
  ]);
});

it('says to all of them that nobody can be asked, and once in the log why', async () => {
  const { permissions, logger, ask } = setUp();
  permissions.authorize.mockRejectedValue(new Error('10.0.0.7 is down'));
  const outcomes = await Promise.allSettled([ask(alice, 1), ask(alice, 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  expect(logger.warn).toHaveBeenCalledTimes(1);
});
