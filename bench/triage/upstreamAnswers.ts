import { outsideAnswer } from '../measuring/outsideAnswers';
import { json, type UpstreamAnswer } from '../measuring/upstreamServer';

const NAMESPACE = 'default';
const DEPLOYMENT = 'ideogram-integration';
const LABELS = { app: DEPLOYMENT };
const PODS = ['ideogram-integration-7c9d8-a', 'ideogram-integration-7c9d8-b'];
const LOG_LINES = 300;
/** Per second, by HTTP status. */
const ERRORS = { 503: 0.2, 429: 0.01 };

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: NAMESPACE,
    labels: LABELS,
    creationTimestamp: '2026-01-01T00:00:00Z',
  },
  spec: {
    containers: [{ name: 'app', resources: { limits: { memory: '256Mi' } } }],
  },
  status: {
    phase: 'Running',
    startTime: '2026-01-01T00:00:00Z',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      {
        name: 'app',
        image: 'app:1',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
        lastState: {},
      },
    ],
  },
});

const CLUSTER: Record<string, unknown> = {
  [`/apis/apps/v1/namespaces/${NAMESPACE}/deployments/${DEPLOYMENT}`]: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: DEPLOYMENT, namespace: NAMESPACE, generation: 1 },
    spec: { replicas: PODS.length, selector: { matchLabels: LABELS } },
    status: {
      observedGeneration: 1,
      replicas: PODS.length,
      updatedReplicas: PODS.length,
      readyReplicas: PODS.length,
      availableReplicas: PODS.length,
    },
  },
  [`/api/v1/namespaces/${NAMESPACE}/pods`]: {
    apiVersion: 'v1',
    kind: 'PodList',
    metadata: { resourceVersion: '1' },
    items: PODS.map(pod),
  },
  [`/apis/metrics.k8s.io/v1beta1/namespaces/${NAMESPACE}/pods`]: {
    apiVersion: 'metrics.k8s.io/v1beta1',
    kind: 'PodMetricsList',
    metadata: {},
    items: PODS.map(name => ({
      metadata: { name, namespace: NAMESPACE },
      timestamp: '2026-01-01T00:00:00Z',
      window: '15s',
      containers: [{ name: 'app', usage: { cpu: '5m', memory: '96Mi' } }],
    })),
  },
  // What kubectl wants to know first.
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: ['pods', 'pods/log'].map(name => ({
      name,
      singularName: '',
      namespaced: true,
      kind: 'Pod',
      verbs: ['get', 'list'],
    })),
  },
};

/** One line in ten is an error. */
function log(name: string): string {
  const now = Date.now();
  return Array.from({ length: LOG_LINES }, (_, index) => {
    const at = new Date(now - (LOG_LINES - index) * 500).toISOString();
    const said =
      index % 10 === 0
        ? `level=error msg="Ideogram answered 503" request=${name}-${index}`
        : `level=info msg="Generated an image" request=${name}-${index}`;
    return `${at} ${said}\n`;
  }).join('');
}

/** What the world answers, by path; `query` is PromQL. */
export function answerTo(path: string, query: string): UpstreamAnswer {
  const outside = outsideAnswer(path, query, ERRORS);
  if (outside) return outside;
  const podName = PODS.find(name => path.endsWith(`/pods/${name}/log`));
  if (podName) {
    return {
      question: `recent-errors: log of ${podName}`,
      status: 200,
      type: 'text/plain',
      body: log(podName),
    };
  }
  const known = CLUSTER[path];
  return known
    ? json(`cluster: ${path.replace(/^\/apis?\//, '')}`, known)
    : json('not found', { kind: 'Status', code: 404, message: path }, 404);
}
