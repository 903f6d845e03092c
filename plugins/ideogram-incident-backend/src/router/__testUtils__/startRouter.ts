import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { Authorization } from '../../access';
import { createRouter } from '../createRouter';
import type { Handlers } from '../handler';

/** The only one that there is. */
export const OPERATION = {
  id: '0d7b3c5e-9f6f-4bb5-8a55-0c5c2a4f2d11',
  entityRef: 'component:default/checkout',
  target: 'production',
  action: 'rotate-credential',
};

const unused = async () => {
  throw new Error('Not part of this test');
};

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

/** A router behind the middleware of the portal, with no handlers but these. */
export async function startRouter(
  handlers: Partial<Handlers>,
  options: { result?: string; permissionsFail?: boolean } = {},
) {
  const auditor = mockServices.auditor.mock();
  const settled = auditOf(auditor);
  const logger = mockServices.logger.mock();
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockImplementation(async () => {
    if (options.permissionsFail) throw new Error('10.0.0.7 is down');
    return [{ result: (options.result ?? 'ALLOW') as 'ALLOW' }];
  });
  const app = express();
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger,
  });
  app.use(middleware.compression());
  app.use(
    createRouter(
      {
        targets: unused,
        triage: unused,
        health: unused,
        metrics: unused,
        actions: unused,
        runAction: unused,
        operations: unused,
        operation: unused,
        approveOperation: unused,
        rejectOperation: unused,
        withdrawOperation: unused,
        openapi: unused,
        ...handlers,
      },
      {
        httpAuth: mockServices.httpAuth(),
        auditor,
        authorization: new Authorization(permissions, logger),
        operations: {
          find: async id => (id === OPERATION.id ? OPERATION : undefined),
        },
        logger,
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
