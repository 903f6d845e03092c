import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Certificate } from '../certificates';
import { close, listen } from '../../net/localServer';
import type { Logger } from '../logger';
import type { Admission } from './admission';
import { Tokens } from './authentication';
import { sendJson, type Services } from './call';
import { startControllers } from './controllers/controllers';
import { discover } from './discovery';
import { undergo, type ArrivingRequest, type OnRequest } from './faults';
import { actingUser } from './impersonation';
import { KubeletClient } from '../kubeletClient';
import { Authorizer, denial } from './rbac';
import { Registry } from './registry';
import { readRequest } from './requestInfo';
import { handleResource } from './handlers/handleResource';
import { resources } from './resources';
import { refuse, refuseAttributes, StatusError } from './statusError';
import { Store } from './store';

export interface ApiServerOptions {
  /** 0 picks a free port. */
  port: number;
  /** The certificate authority of the cluster, PEM. */
  ca: string;
  serving: Certificate;
  /** With it the API server proves itself to node agents. */
  kubeletClient: Certificate;
  /** Left out: every change that is valid is admitted. */
  admission?: Admission;
  /** Left out: no request fails on purpose. */
  onRequest?: OnRequest;
  logger: Logger;
}

export interface ApiServer {
  url: string;
  /** Gives out tokens to those who are there before any service account is. */
  tokens: Tokens;
  stop(): Promise<void>;
}

const systemNamespaces = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** Starts the stand-in for a Kubernetes control plane: API server, controllers, scheduler. */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const store = new Store();
  const registry = new Registry(store);
  const services: Services = {
    registry,
    authorizer: new Authorizer(store),
    tokens: new Tokens(),
    kubelets: new KubeletClient({ ca: options.ca, ...options.kubeletClient }),
    admission: options.admission,
  };
  for (const name of systemNamespaces) {
    registry.create(resources.namespaces, undefined, { metadata: { name } });
  }
  const controllers = startControllers(registry, options.logger);

  const server = createServer(
    { cert: options.serving.certificate, key: options.serving.key },
    (request, response) => {
      const handle = (given: ServerResponse) =>
        answer(services, request, given).catch(error =>
          fail(given, error, options.logger),
        );
      const fate = options.onRequest?.(arriving(services, request)) ?? 'answer';
      return undergo(fate, request, response, handle);
    },
  );
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  const port = await listen(server, options.port).catch(error => {
    controllers.stop();
    throw error;
  });
  return {
    url: `https://127.0.0.1:${port}`,
    tokens: services.tokens,
    stop: async () => {
      controllers.stop();
      services.kubelets.close();
      await close(server);
    },
  };
}

async function answer(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sender = services.tokens.identify(request.headers.authorization);
  if (!sender) throw refuse.unauthorized();
  const user = actingUser(services.authorizer, sender, request);
  const url = addressOf(request);
  const { attributes, target } = readRequest(request.method ?? '', url);
  if (services.authorizer.allows(user, attributes) === undefined) {
    throw refuseAttributes(attributes, denial(user, attributes));
  }
  if (target) {
    const { verb } = attributes;
    const { searchParams: query } = url;
    await handleResource(services, {
      request,
      response,
      query,
      user,
      verb,
      target,
    });
    return;
  }
  const found = discover(url.pathname);
  if (typeof found === 'object') sendJson(response, 200, found);
  else {
    response
      .writeHead(found ? 200 : 404, { 'content-type': 'text/plain' })
      .end(found ?? '404 page not found\n');
  }
}

function arriving(
  { tokens }: Services,
  { method = '', url = '', headers }: IncomingMessage,
): ArrivingRequest {
  const [path, query] = url.split('?');
  return {
    method,
    path,
    query: new URLSearchParams(query),
    user: tokens.identify(headers.authorization)?.name,
  };
}

function addressOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'https://localhost');
  } catch {
    throw refuse.badRequest('the address of the request cannot be read');
  }
}

function fail(response: ServerResponse, error: unknown, logger: Logger) {
  // Whoever left in the middle of a request needs no answer.
  if (response.destroyed) return;
  const known = error instanceof StatusError;
  if (!known) logger.error(`API server: ${error}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What is left of the request was not read, so the connection can't go on.
  response.setHeader('connection', 'close');
  const status = known ? error : refuse.internal('see the log of the sandbox');
  sendJson(response, status.code, status.toStatus());
}
