import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import { Authorization } from '../access';
import { draftOf, OPENED } from './__testUtils__/drafts';
import { IncidentAccess } from './incidentAccess';
import { IncidentStore } from './store';
import { listIncidents } from './store/listIncidents';
import { createFindIncident } from './subjects';
import { TargetComponents } from './targetComponents';

const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_17'],
  disableDocker: true,
});

const component = (name: string, targets: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations: { 'ideogram-incident/targets': targets } },
});

const READ = 'ideogram-incident.read';
const READ_OF_NOBODY = 'ideogram-incident.alerts.read';

const user = mockCredentials.user();

describe.each(databases.eachSupportedId())('on %s', id => {
  /**
   * INC-1 is of production, which two components name; INC-2 of staging, which
   * one of them names; INC-3 of a target that none names any more.
   */
  async function start(granted: string[], targets = ['production', 'staging']) {
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission, resourceRef }) => ({
        result: granted.includes(
          [permission.name, resourceRef].filter(Boolean).join(' '),
        )
          ? ('ALLOW' as const)
          : ('DENY' as const),
      })),
    );
    const logger = mockServices.logger.mock();
    const catalog = catalogServiceMock({
      entities: [
        component('one', targets[0]),
        component('two', targets.join(', ')),
      ],
    });
    const streamEntities = jest.spyOn(catalog, 'streamEntities');
    const authorization = new Authorization(permissions, logger);
    const access = new IncidentAccess(
      new TargetComponents({ auth: mockServices.auth(), catalog, logger }),
      authorization,
    );
    const knex = await databases.init(id);
    const store = await IncidentStore.create({ getClient: async () => knex });
    for (const target of ['production', 'staging', 'gone']) {
      await store.open(draftOf({ target }), OPENED);
    }
    const find = createFindIncident(store, access);
    return {
      permissions,
      streamEntities,
      find,
      isFound: (number: string) =>
        find(number, user).then(
          () => true,
          ({ message }) => message,
        ),
      async list(entityRef?: string) {
        const visible = await access.visible(
          {
            allowedOf: refs =>
              authorization.allowedOf(
                ideogramIncidentReadPermission,
                refs,
                user,
              ),
            isAllowed: permission =>
              authorization.isAllowed(permission, [], user),
          },
          entityRef,
        );
        const page = await listIncidents(knex, {}, visible, { limit: 10 });
        return page.incidents.map(({ number }) => number);
      },
    };
  }

  it('shows one to whoever may read one of its components', async () => {
    const { isFound, list } = await start([`${READ} component:default/one`]);
    expect(await isFound('INC-1')).toBe(true);
    expect(await isFound('INC-2')).toBe('There is no incident INC-2');
    expect(await isFound('INC-3')).toBe('There is no incident INC-3');
    expect(await isFound('INC-4')).toBe('There is no incident INC-4');
    expect(await list()).toEqual(['INC-1']);
  });

  it('shows what belongs to no component to administrators only', async () => {
    const both = await start([
      `${READ} component:default/two`,
      // Of what has been deleted nobody is to learn by an old permission.
      `${READ} component:default/checkout`,
    ]);
    expect(await both.isFound('INC-3')).toBe('There is no incident INC-3');
    expect(await both.list()).toEqual(['INC-2', 'INC-1']);
    const administrator = await start([
      `${READ} component:default/one`,
      READ_OF_NOBODY,
    ]);
    expect(await administrator.isFound('INC-3')).toBe(true);
    expect(await administrator.list()).toEqual(['INC-3', 'INC-1']);
    expect(await administrator.list('component:default/one')).toEqual([
      'INC-1',
    ]);
    expect(await administrator.list('Component:default/Two')).toEqual([
      'INC-1',
    ]);
  });

  it('shows nothing to who may nothing, and says the same of what is not there', async () => {
    const { isFound, list } = await start([]);
    for (const number of ['INC-1', 'INC-9']) {
      expect(await isFound(number)).toBe(`There is no incident ${number}`);
    }
    expect(await list()).toEqual([]);
  });

  it('says of a target which components name it now', async () => {
    const { find } = await start([`${READ} component:default/two`]);
    const { entityRefs } = await find('INC-2', user);
    expect(entityRefs).toEqual(['component:default/two']);
    const administrator = await start([READ_OF_NOBODY]);
    const orphan = await administrator.find('INC-3', user);
    expect(orphan.entityRefs).toEqual(['component:default/checkout']);
  });

  it('asks policy and catalog once for a page, however much there is', async () => {
    const { list, permissions, streamEntities } = await start([
      `${READ} component:default/one`,
    ]);
    await list();
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
    await list();
    expect(permissions.authorize.mock.calls.length).toBeLessThanOrEqual(2);
    expect(streamEntities).toHaveBeenCalledTimes(1);
  });
});

it('goes by what it knew where the catalog is away, and else says so', async () => {
  const logger = mockServices.logger.mock();
  const catalog = catalogServiceMock({ entities: [component('one', 'a')] });
  const real = catalog.streamEntities;
  const away = () => {
    throw new Error('10.0.0.7 is down');
  };
  const hanging = async function* hangs(): AsyncGenerator<never> {
    await new Promise(() => {});
  };
  const streamEntities = jest.spyOn(catalog, 'streamEntities');
  streamEntities.mockImplementation(away);
  const services = { auth: mockServices.auth(), catalog, logger };
  const components = new TargetComponents(services, {
    keepMs: 0,
    deadlineMs: 20,
  });
  await expect(components.all()).rejects.toThrow('The catalog is unavailable');
  expect(await components.of('a', ['component:default/two'])).toEqual([
    'component:default/two',
  ]);
  streamEntities.mockImplementation(real.bind(catalog));
  expect(await components.of('a', [])).toEqual(['component:default/one']);
  for (const failing of [away, hanging]) {
    streamEntities.mockImplementation(failing);
    expect(await components.of('a', [])).toEqual(['component:default/one']);
  }
});
