import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { VisibleEntities } from './visibleEntities';

const REF = 'component:default/checkout';
const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};
const alice = { credentials: mockCredentials.user('user:default/alice') };
const auth = mockServices.auth();
const bob = { credentials: mockCredentials.user('user:default/bob') };

it('asks the catalog once, and for each person apart', async () => {
  const getEntityByRef = jest.fn(async (_ref, { credentials }) =>
    credentials === alice.credentials ? entity : undefined,
  );
  const visible = new VisibleEntities(
    { getEntityByRef },
    auth,
    mockServices.logger.mock(),
  );
  expect(await visible.getEntityByRef(REF, alice)).toBe(entity);
  expect(await visible.getEntityByRef(REF, alice)).toBe(entity);
  expect(getEntityByRef).toHaveBeenCalledTimes(1);
  expect(await visible.getEntityByRef(REF, bob)).toBeUndefined();
});

it('says that the catalog can not be asked, and no more', async () => {
  const logger = mockServices.logger.mock();
  const visible = new VisibleEntities(
    {
      getEntityByRef: async () => {
        throw new Error('connect ECONNREFUSED 10.0.0.7:7007');
      },
    },
    auth,
    logger,
  );
  await expect(visible.getEntityByRef(REF, alice)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: "The portal's catalog is unavailable: try again in a minute",
  });
  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringContaining('ECONNREFUSED'),
  );
});

it('asks for a service with credentials that the catalog accepts', async () => {
  const service = {
    credentials: mockCredentials.service('external:script', {
      permissionAttributes: { action: ['read'] },
    }),
  };
  const getEntityByRef = jest.fn(async () => entity);
  const visible = new VisibleEntities(
    { getEntityByRef },
    auth,
    mockServices.logger.mock(),
  );
  expect(await visible.getEntityByRef(REF, service)).toBe(entity);
  expect(getEntityByRef).toHaveBeenCalledWith(REF, {
    credentials: await auth.getOwnServiceCredentials(),
  });
});
