import { join } from 'node:path';

/** What the integration's pods have to be told. */
export interface DeploymentOptions {
  namespace: string;
  replicas: number;
  usersPerBurst: number;
  apiKey: string;
  ideogramUrl: string;
  serviceUrl: string;
  stylesFile: string;
}

export const DEPLOYMENT = 'ideogram-integration';
export const CONTAINER = 'app';
/** Names the file of styles. */
export const STYLES_ENV = 'STYLES_FILE';
const LABELS = { app: DEPLOYMENT };

const rolling = (maxUnavailable: string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: '25%', maxUnavailable },
});

/** What Kubernetes does where nothing is said. */
export const ONE_AFTER_THE_OTHER = rolling('25%');
/** Pods that do not start leave nobody to serve. */
export const ALL_AT_ONCE = rolling('100%');

/** The objects of one deployment of the integration, in order. */
export function manifests(options: DeploymentOptions): object[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: options.namespace },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'ideogram-secrets', namespace: options.namespace },
      type: 'Opaque',
      data: { 'api-key': Buffer.from(options.apiKey).toString('base64') },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: DEPLOYMENT,
        namespace: options.namespace,
        labels: LABELS,
      },
      spec: {
        replicas: options.replicas,
        // A pod that falls over at once never counts as available.
        minReadySeconds: 2,
        strategy: ONE_AFTER_THE_OTHER,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: podSpec(options) },
      },
    },
  ];
}

function podSpec(options: DeploymentOptions) {
  const env = (name: string, value: string) => ({ name, value });
  return {
    terminationGracePeriodSeconds: 5,
    containers: [
      {
        name: CONTAINER,
        image: 'ideogram-integration',
        command: [process.execPath],
        args: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
          // eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
          join(__dirname, '..', 'integration', 'index.ts'),
        ],
        env: [
          {
            name: 'IDEOGRAM_API_KEY',
            valueFrom: {
              secretKeyRef: { name: 'ideogram-secrets', key: 'api-key' },
            },
          },
          env('IDEOGRAM_API_URL', options.ideogramUrl),
          env('SERVICE_URL', options.serviceUrl),
          env(STYLES_ENV, options.stylesFile),
          env('USERS_PER_BURST', String(options.usersPerBurst)),
          env('QUEUE_CONCURRENCY', '1'),
        ],
        resources: { limits: { memory: '256Mi' } },
      },
    ],
  };
}
