import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { Authorization } from './authorization';
import { VisibleEntities } from './visibleEntities';

const REF = 'component:default/checkout';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};
const alice = { credentials: mockCredentials.user('user:default/alice') };
const bob = { credentials: mockCredentials.user('user:default/bob') };
const auth = mockServices.auth();

/** A portal in which only Alice may see the entity. */
function setUp(
  getEntityByRef: CatalogService['getEntityByRef'] = async () => entity,
) {
  const catalog = { getEntityByRef: jest.fn(getEntityByRef) };
  const logger = mockServices.logger.mock();
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async (requests, options) =>
    requests.map(({ permission, resourceRef }) => ({
      result:
        options.credentials === alice.credentials &&
        permission.name === 'catalog.entity.read' &&
        resourceRef === REF
          ? 'ALLOW'
          : 'DENY',
    })),
  );
  const authorization = new Authorization(permissions, logger);
  const visible = new VisibleEntities(catalog, auth, authorization, logger);
  return { catalog, logger, permissions, visible };
}

it('shows an entity to those alone who may see it', async () => {
  const { visible } = setUp();
  const seen = await Promise.all(
    [alice, bob].map(options => visible.getEntityByRef(REF, options)),
  );
  expect(seen).toEqual([entity, undefined]);
  // Nor where it has been read for somebody else.
  expect(await visible.getEntityByRef(REF, bob)).toBeUndefined();
});

it('asks once for one person', async () => {
  const { catalog, permissions, visible } = setUp();
  expect(await visible.getEntityByRef(REF, alice)).toBe(entity);
  expect(await visible.getEntityByRef(REF, alice)).toBe(entity);
  expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
  expect(permissions.authorize).toHaveBeenCalledTimes(1);
});

it('reads once for all who ask together, with credentials that the catalog accepts', async () => {
  const { catalog, visible } = setUp();
  const service = {
    credentials: mockCredentials.service('external:script', {
      permissionAttributes: { action: ['read'] },
    }),
  };
  const seen = await Promise.all(
    [alice, service].map(options => visible.getEntityByRef(REF, options)),
  );
  expect(seen).toEqual([entity, entity]);
  expect(catalog.getEntityByRef.mock.calls).toEqual([
    [REF, { credentials: await auth.getOwnServiceCredentials() }],
  ]);
});

it('asks again for an entity that there was not', async () => {
  const found = [undefined, entity];
  const { visible } = setUp(async () => found.shift());
  expect(await visible.getEntityByRef(REF, alice)).toBeUndefined();
  expect(await visible.getEntityByRef(REF, alice)).toBe(entity);
});

it('says that the catalog can not be asked, and no more', async () => {
  const { logger, visible } = setUp(async () => {
    throw new Error('connect ECONNREFUSED 10.0.0.7:7007');
  });
  await expect(visible.getEntityByRef(REF, alice)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: "The portal's catalog is unavailable: try again in a minute",
  });
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringContaining('ECONNREFUSED'),
  );
});

it('shows nothing where the policy can not be asked', async () => {
  const { permissions, visible } = setUp();
  permissions.authorize.mockRejectedValue(new Error('10.0.0.7 is down'));
  await expect(visible.getEntityByRef(REF, alice)).rejects.toThrow(
    "The portal's permission service is unavailable",
  );
});
