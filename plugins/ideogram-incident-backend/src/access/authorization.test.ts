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
    authorization.authorize(
      { entityRefs: [entityRef] },
      ideogramIncidentReadPermission,
      credentials,
      { remembering: true },
    );
  return { permissions, authorization, require };
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
  await expect(require(bob)).rejects.toThrow('Permission missing');
  await expect(require(alice, 'component:default/other')).rejects.toThrow(
    'Permission missing: ask the administrator of the portal for ideogram-incident.read on component:default/other',
  );
});

it('asks again after a denial', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockResolvedValueOnce([{ result: 'DENY' }]);
  await expect(require(alice)).rejects.toThrow('Permission missing');
  permissions.authorize.mockResolvedValueOnce([{ result: 'ALLOW' }]);
  await expect(require(alice)).resolves.toBeUndefined();
});

it('takes no answer for a denial', async () => {
  const { permissions, require } = setUp();
  permissions.authorize.mockResolvedValueOnce([]);
  await expect(require(alice)).rejects.toThrow('Permission missing');
});

it('asks the policy at this moment, where nothing may be remembered', async () => {
  const { permissions, authorization, require } = setUp();
  permissions.authorize.mockResolvedValueOnce([{ result: 'ALLOW' }]);
  await require(alice);
  permissions.authorize.mockResolvedValueOnce([{ result: 'DENY' }]);
  await expect(
    authorization.authorize(
      { entityRefs: [ENTITY] },
      ideogramIncidentReadPermission,
      alice,
    ),
  ).rejects.toThrow('Permission missing');
});

describe('of several entities', () => {
  const refs = ['component:default/checkout', 'component:default/search'];

  it('is content with one, and asks for all at once', async () => {
    const { permissions, authorization } = setUp();
    permissions.authorize.mockResolvedValue([
      { result: 'DENY' },
      { result: 'ALLOW' },
    ]);
    await authorization.authorize(
      { entityRefs: refs },
      ideogramIncidentReadPermission,
      alice,
    );
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['names the permission and all of them', undefined, refs.join(' or ')],
    [
      'gives the denial of the subject',
      () => new Error('Not there'),
      'Not there',
    ],
  ])('%s where none is allowed', async (_, denial, words) => {
    const { permissions, authorization } = setUp();
    permissions.authorize.mockResolvedValue([
      { result: 'DENY' },
      { result: 'DENY' },
    ]);
    await expect(
      authorization.authorize(
        { entityRefs: refs, denial },
        ideogramIncidentReadPermission,
        alice,
      ),
    ).rejects.toThrow(words);
  });

  it('allows nothing where there is none', async () => {
    const { permissions, authorization } = setUp();
    permissions.authorize.mockResolvedValue([]);
    await expect(
      authorization.authorize(
        { entityRefs: [] },
        ideogramIncidentReadPermission,
        alice,
      ),
    ).rejects.toThrow('for ideogram-incident.read');
  });
});

describe('for a list', () => {
  const allowEven: Parameters<
    ReturnType<typeof setUp>['permissions']['authorize']['mockImplementation']
  >[0] = async requests =>
    requests.map(({ resourceRef }) => ({
      result: Number(resourceRef!.split('-')[1]) % 2 === 0 ? 'ALLOW' : 'DENY',
    }));
  const entities = (count: number) =>
    Array.from({ length: count }, (_, index) => `component:default/c-${index}`);

  it('costs one call for a page, and asks for no entity twice', async () => {
    const { permissions, authorization } = setUp();
    permissions.authorize.mockImplementation(allowEven);
    const page = entities(4);
    const allowed = await authorization.allowedOf(
      ideogramIncidentReadPermission,
      [...page, ...page],
      alice,
    );
    expect([...allowed]).toEqual([page[0], page[2]]);
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
    expect(permissions.authorize.mock.calls[0][0]).toHaveLength(4);
  });

  it('keeps each call within what the portal takes', async () => {
    const { permissions, authorization } = setUp();
    permissions.authorize.mockImplementation(allowEven);
    const allowed = await authorization.allowedOf(
      ideogramIncidentReadPermission,
      entities(250),
      alice,
    );
    expect(allowed.size).toBe(125);
    const sizes = permissions.authorize.mock.calls.map(([all]) => all.length);
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('asks nobody about nothing, and takes no answer for a denial', async () => {
    const { permissions, authorization } = setUp();
    const allowedOf = (refs: string[]) =>
      authorization.allowedOf(ideogramIncidentReadPermission, refs, alice);
    expect((await allowedOf([])).size).toBe(0);
    expect(permissions.authorize).not.toHaveBeenCalled();
    permissions.authorize.mockResolvedValue([]);
    expect((await allowedOf(entities(1))).size).toBe(0);
  });
});
