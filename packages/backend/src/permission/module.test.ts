import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { createPermissionIntegrationRouter } from '@backstage/plugin-permission-node';
import {
  BUILT_IN_ACTIONS,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';
import { permissionModulePortalPolicy } from './module';

const ownedBy = (owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'integration' },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

const ENTITIES: Record<string, Entity> = {
  'component:default/own': ownedBy('user:default/responder'),
  'component:default/foreign': ownedBy('group:default/others'),
};

/** The catalog's own rules, over two components. */
const catalog = createBackendPlugin({
  pluginId: 'catalog',
  register(reg) {
    reg.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.use(
          createPermissionIntegrationRouter({
            resourceType: 'catalog-entity',
            rules: [permissionRules.isEntityOwner],
            getResources: async (refs: string[]) =>
              refs.map(ref => ENTITIES[ref]),
          }),
        );
      },
    });
  },
});

let backend: TestBackend;

beforeAll(async () => {
  backend = await startTestBackend({
    features: [
      permissionPlugin,
      permissionModulePortalPolicy,
      catalog,
      mockServices.rootConfig.factory({
        data: {
          permission: {
            enabled: true,
            administrators: ['user:default/administrator'],
          },
        },
      }),
    ],
  });
});
afterAll(() => backend.stop());

async function allowed(person: string, component: string): Promise<string[]> {
  const port = backend.server.port();
  const response = await fetch(
    `http://localhost:${port}/api/permission/authorize`,
    {
      method: 'POST',
      headers: {
        authorization: mockCredentials.user.header(`user:default/${person}`),
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        items: BUILT_IN_ACTIONS.map(id => ({
          id,
          permission: remediationPermission(id),
          resourceRef: `component:default/${component}`,
        })),
      }),
    },
  );
  const { items } = (await response.json()) as {
    items: { id: string; result: string }[];
  };
  return items.filter(({ result }) => result === 'ALLOW').map(({ id }) => id);
}

const MITIGATIONS = BUILT_IN_ACTIONS.filter(id => id !== 'rotate-credential');

it.each([
  ['administrator', 'foreign', [...BUILT_IN_ACTIONS]],
  ['responder', 'own', MITIGATIONS],
  ['responder', 'foreign', []],
  ['viewer', 'own', []],
  ['administrator', 'missing', [...BUILT_IN_ACTIONS]],
  ['responder', 'missing', []],
])('lets %s at the component %s run %j', async (person, component, actions) => {
  expect(await allowed(person, component)).toEqual(actions);
});
