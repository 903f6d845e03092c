import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import {
  CoreV1Api,
  KubernetesObjectApi,
  type KubeConfig,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { sendJson } from './api-server/call';
import { issueCertificate, type Certificate } from './certificates';
import { KubeletClient, readPodMetrics } from './kubeletClient';
import { apiClient } from './kubernetesClient';
import { close, listen } from '../net/localServer';
import type { Logger } from './logger';

export interface MetricsServerOptions {
  /** Of an administrator. */
  kubeConfig: KubeConfig;
  authority: Certificate;
  logger: Logger;
}

const groupVersion = 'metrics.k8s.io/v1beta1';
const namespace = 'kube-system';
const name = 'metrics-server';

/** As the API server calls it, and checks its certificate. */
const serviceName = `${name}.${namespace}.svc`;

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
  kubeConfig,
  authority,
  logger,
}: MetricsServerOptions): Promise<{ stop(): Promise<void> }> {
  const ca = authority.certificate;
  const serving = await issueCertificate(authority, serviceName, 'server', [
    serviceName,
  ]);
  const core = apiClient(kubeConfig, CoreV1Api);
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
      answer(core, kubelets, request)
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
    const objects = apiClient(kubeConfig, KubernetesObjectApi);
    for (const object of registration(port, ca)) await objects.create(object);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** What makes an API server pass on requests for metrics.k8s.io to a port of this machine. */
function registration(
  port: number,
  ca: string,
): (KubernetesObject & { spec: object })[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      // No network of a cluster leads here, but the name of this machine does.
      spec: { type: 'ExternalName', externalName: 'localhost' },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        service: { namespace, name, port },
        caBundle: Buffer.from(ca).toString('base64'),
      },
    },
  ];
}

async function answer(
  core: CoreV1Api,
  kubelets: KubeletClient,
  { url = '' }: IncomingMessage,
): Promise<object | undefined> {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  const root = `/apis/${groupVersion}`;
  if (pathname === root) return discovery;
  const match = /^(?:\/namespaces\/([^/]+))?\/pods$/.exec(
    pathname.replace(root, ''),
  );
  if (!match) return undefined;
  // The selection is the API server's to understand.
  const selection = {
    labelSelector: searchParams.get('labelSelector') ?? undefined,
    fieldSelector: searchParams.get('fieldSelector') ?? undefined,
  };
  const [nodes, pods] = await Promise.all([
    core.listNode(),
    match[1]
      ? core.listNamespacedPod({ namespace: match[1], ...selection })
      : core.listPodForAllNamespaces(selection),
  ]);
  return {
    kind: 'PodMetricsList',
    apiVersion: groupVersion,
    metadata: {},
    items: await readPodMetrics(kubelets, nodes.items, pods.items),
  };
}
