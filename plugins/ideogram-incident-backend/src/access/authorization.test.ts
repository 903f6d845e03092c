import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import { Authorization } from './authorization';

const ENTITY = 'component:default/checkout';
const alice = mockCredentials.user('user:default/alice');
const bob = mockCredentials.user('user:default/bob');

function setUp() {
  const permissions = mockServices.permissions.mock();
  const logger = mockServices.logger.mock();
  const authorization = new Authorization(permissions, logger);
  const require = (credentials: typeof alice, entityRef = ENTITY) =>
    authorization.require(
      ideogramIncidentReadPermission,
      entityRef,
      credentials,
    );
  return { permissions, require };
}

it('asks once where one person asks often', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockResolvedValue([{ result: 'ALLOW' }]);
  await Promise.all([require(alice), require(alice)]);
  await require(alice);
  expect(permissions.authorize).toHaveBeenCalledTimes(1);
});

it('never takes the answer for one person or entity for another', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockImplementation(async ([request], options) => {
    const mayRead =
      options.credentials === alice && request.resourceRef === ENTITY;
    return [{ result: mayRead ? 'ALLOW' : 'DENY' }];
  });
  await require(alice);
  await expect(require(bob)).rejects.toThrow('is missing');
  await expect(require(alice, 'component:default/other')).rejects.toThrow(
    'The permission ideogram-incident.read on component:default/other is missing',
  );
});

it('asks again after a denial', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockResolvedValueOnce([{ result: 'DENY' }]);
  await expect(require(alice)).rejects.toThrow('is missing');
  permissions.authorize.mockResolvedValueOnce([{ result: 'ALLOW' }]);
  await expect(require(alice)).resolves.toBeUndefined();
});

it('takes no answer for a denial', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockResolvedValueOnce([]);
  await expect(require(alice)).rejects.toThrow('is missing');
});
