import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { ApiClient } from '../api-client/apiClient';
import { issueCertificate, type Certificate } from '../certificates';
import { KubeletClient } from '../kubeletClient';
import { close, listen } from '../listen';
import type { Logger } from '../logger';
import { readPodMetrics } from '../podMetrics';
import { metricsRegistration, serviceName } from './registration';

export interface MetricsServerOptions {
  /** Of an administrator. */
  client: ApiClient;
  authority: Certificate;
  logger: Logger;
}

const groupVersion = 'metrics.k8s.io/v1beta1';

const discovery = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: [
    {
      name: 'pods',
      singularName: '',
      namespaced: true,
      kind: 'PodMetrics',
      verbs: ['list'],
    },
  ],
};

/**
 * Serves metrics.k8s.io behind a real API server, which asks it in the name of
 * those whom it has authenticated and authorised.
 */
export async function startMetricsServer({
  client,
  authority,
  logger,
}: MetricsServerOptions): Promise<{ stop(): Promise<void> }> {
  const ca = authority.certificate;
  const serving = await issueCertificate(authority, serviceName, 'server', [
    serviceName,
  ]);
  const kubelets = new KubeletClient({
    ca,
    ...(await issueCertificate(authority, 'metrics-server', 'client')),
  });
  const server = createServer(
    {
      cert: serving.certificate,
      key: serving.key,
      ca,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      answer(client, kubelets, request)
        .then(body => sendJson(response, body ? 200 : 404, body ?? {}))
        .catch(error => {
          logger.error(`Metrics server: ${error}`);
          sendJson(response, 500, {});
        });
    },
  );
  const port = await listen(server, 0);
  const stop = async () => {
    kubelets.close();
    await close(server);
  };
  try {
    for (const { path, object } of metricsRegistration(port, ca)) {
      await client.create(path, object);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function answer(
  client: ApiClient,
  kubelets: KubeletClient,
  { url = '' }: IncomingMessage,
): Promise<object | undefined> {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  const root = `/apis/${groupVersion}`;
  if (pathname === root) return discovery;
  const match = /^(\/namespaces\/[^/]+)?\/pods$/.exec(
    pathname.replace(root, ''),
  );
  if (!match) return undefined;
  const [nodes, pods] = await Promise.all([
    client.get('/api/v1/nodes'),
    // The selection is the API server's to understand.
    client.get(`/api/v1${match[1] ?? ''}/pods`, {
      labelSelector: searchParams.get('labelSelector') ?? undefined,
      fieldSelector: searchParams.get('fieldSelector') ?? undefined,
    }),
  ]);
  return {
    kind: 'PodMetricsList',
    apiVersion: groupVersion,
    metadata: {},
    items: await readPodMetrics(kubelets, nodes.items, pods.items),
  };
}

function sendJson(response: ServerResponse, code: number, body: object) {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
