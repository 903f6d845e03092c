import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import ideogramIncidentPlugin from '..';

const component = (name: string, targets?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { ...(targets && { 'ideogram-incident/targets': targets }) },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/images-team' }],
});

const databaseOf = (knex: Knex) =>
  createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => ({ getClient: async () => knex }),
  });

/** A portal that stops leaves SQLite open, which keeps the process alive. */
function ownDatabase() {
  let client: Knex | undefined;
  return {
    module: createBackendModule({
      pluginId: 'ideogram-incident',
      moduleId: 'own-database',
      register(env) {
        env.registerInit({
          deps: { database: coreServices.database },
          async init({ database }) {
            client = await database.getClient();
          },
        });
      },
    }),
    close: async () => client?.destroy(),
  };
}

/**
 * A portal with the plugin and some components: `checkout` names production,
 * `both` production and staging, `lost` a target that there is not, and
 * `plain` none.
 */
export async function startPortal(options: {
  ideogramIncident: object;
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  /** Shared by the replicas of one portal; one of its own where left out. */
  knex?: Knex;
  /** What else stands in the configuration. */
  config?: object;
  /** Who may is decided by `features`, and not by a stand-in. */
  ownAccess?: boolean;
  features?: Parameters<typeof startTestBackend>[0]['features'];
}) {
  const { ideogramIncident, result, knex, config, ownAccess } = options;
  const { features = [] } = options;
  const own = knex ? undefined : ownDatabase();
  const auditor = mockServices.auditor.mock();
  const trail: [event: string, outcome: string][] = [];
  const settled: [event: string, meta: object | undefined][] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
    success: async said => {
      trail.push([eventId, 'success']);
      settled.push([eventId, { ...meta, ...said?.meta }]);
    },
    fail: async ({ error, ...said }) => {
      trail.push([eventId, error.name]);
      settled.push([eventId, { ...meta, ...said.meta }]);
    },
  }));
  const backend = await startTestBackend({
    features: [
      ideogramIncidentPlugin,
      catalogServiceMock.factory({
        entities: [
          component('checkout', 'production'),
          component('both', 'production, staging'),
          component('lost', 'prod'),
          component('plain'),
        ],
      }),
      mockServices.rootConfig.factory({
        data: { ...config, ideogramIncident } as JsonObject,
      }),
      ...(ownAccess
        ? []
        : [mockServices.permissions.factory(result && { result })]),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      // The mock runs a task once, and never again.
      schedulerServiceFactory,
      ...(knex ? [databaseOf(knex)] : []),
      ...(own ? [own.module] : []),
      ...features,
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/ideogram-incident`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${base}${path}`, {
      headers: { authorization: mockCredentials.user.header(), ...headers },
    });
  const send = (
    method: string,
    path: string,
    body: object,
    {
      as = 'user:default/jane',
      key,
      authorization = mockCredentials.user.header(as),
    }: { as?: string; key?: string; authorization?: string } = {},
  ) =>
    fetch(`${base}${path}`, {
      method: method.toUpperCase(),
      headers: {
        authorization,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
  return {
    get,
    send,
    /** By nobody, unless the headers say who. */
    raw: (path: string, init: RequestInit) => fetch(`${base}${path}`, init),
    post: (path: string, body: object, by?: { as?: string; key?: string }) =>
      send('POST', path, body, by),
    /** What stands below one of the components. */
    of: (name: string, rest: string, headers?: Record<string, string>) =>
      get(`/entities/component/default/${name}/${rest}`, headers),
    trail,
    /** What the events of one kind were about, once they had an outcome. */
    metaOf: (event: string) =>
      settled.filter(([id]) => id === event).map(([, meta]) => meta),
    auditor,
    async stop() {
      await backend.stop();
      await own?.close();
    },
  };
}
