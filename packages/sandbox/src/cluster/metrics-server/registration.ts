const namespace = 'kube-system';
const name = 'metrics-server';

/** As the API server calls it, and checks its certificate. */
export const serviceName = `${name}.${namespace}.svc`;

/** What makes an API server pass on requests for metrics.k8s.io to a port of this machine. */
export function metricsRegistration(
  port: number,
  ca: string,
): { path: string; object: object }[] {
  return [
    {
      path: `/api/v1/namespaces/${namespace}/services`,
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        // No network of a cluster leads here, but the name of this machine does.
        spec: { type: 'ExternalName', externalName: 'localhost' },
      },
    },
    {
      path: '/apis/apiregistration.k8s.io/v1/apiservices',
      object: {
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
    },
  ];
}
