import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import express from 'express';
import { Authorization } from '../../access';
import type { Handlers, HandlersOf, SubjectFinder } from '../../feature';
import type { LedgerEntry } from '../../remediation/ledger';
import { createOperationFinder } from '../../remediation/operationSubject';
import { createTargets } from '../../targets';
import { targetOf } from '../../triage/target.fixture';
import { createRouter } from '../createRouter';

/** The only one that there is. */
export const OPERATION = {
  id: '0d7b3c5e-9f6f-4bb5-8a55-0c5c2a4f2d11',
  entityRef: 'component:default/checkout',
  target: 'production',
  action: 'rotate-credential',
};

const catalog = catalogServiceMock({
  entities: [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'checkout',
        annotations: { 'ideogram-incident/targets': 'production' },
      },
    },
  ],
});

const unused = async () => {
  throw new Error('Not part of this test');
};
const none = { named: () => ({}), find: unused };

/** Those of the test that runs. */
export const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});

function auditOf(auditor: ReturnType<typeof mockServices.auditor.mock>) {
  const settled: (string | undefined)[] = [];
  auditor.createEvent.mockImplementation(async () => ({
    success: async () => {
      settled.push('success');
    },
    fail: async ({ error }) => {
      settled.push(error.message);
    },
  }));
  return settled;
}

/**
 * A router behind the middleware of the portal, with no handlers but these. The
 * component `checkout` names the target `production`.
 */
export async function startRouter(
  handlers: Partial<Handlers>,
  options: {
    result?: string;
    permissionsFail?: boolean;
    /** Keys of targets, as they were read before. */
    knownKeys?: string[];
    /** Beside those of the contract. */
    more?: {
      routes: Record<string, Route>;
      // Of any route: their types are not what is tested.
      handlers: Record<string, (request: any) => Promise<unknown>>;
      subjects?: Record<string, SubjectFinder<object>>;
    };
  } = {},
) {
  const auditor = mockServices.auditor.mock();
  const settled = auditOf(auditor);
  const logger = mockServices.logger.mock();
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async requests => {
    if (options.permissionsFail) throw new Error('10.0.0.7 is down');
    return requests.map(() => ({
      result: (options.result ?? 'ALLOW') as 'ALLOW',
    }));
  });
  const app = express();
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger,
  });
  app.use(middleware.compression());
  const { more } = options;
  const authorization = new Authorization(permissions, logger);
  const targets = createTargets(new Map([['production', targetOf()]]), {
    auth: mockServices.auth(),
    authorization,
    catalog,
    logger,
  });
  const operation = createOperationFinder({
    async get(id) {
      if (id !== OPERATION.id) throw new NotFoundError(`No operation ${id}`);
      return { operation: OPERATION } as LedgerEntry;
    },
  });
  const contract: Record<string, Route> = { ...routes, ...more?.routes };
  app.use(
    createRouter(
      contract,
      {
        handlers: {
          ...Object.fromEntries(Object.keys(contract).map(id => [id, unused])),
          ...handlers,
          ...more?.handlers,
        } as HandlersOf<typeof contract>,
        subjects: {
          ...targets.subjects,
          operation,
          incident: none,
          'new-incident': none,
          ...more?.subjects,
        },
      },
      {
        httpAuth: mockServices.httpAuth(),
        auditor,
        authorization,
        logger,
        maskers: { knownKeys: options.knownKeys ?? [] },
      },
    ),
  );
  app.use(middleware.error());
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;

  const get = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: {
        authorization: mockCredentials.user.header(),
        ...init.headers,
      },
    });
  const post = (path: string, body: unknown, init: RequestInit = {}) =>
    get(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });
  return { get, post, auditor, settled, logger, permissions };
}
