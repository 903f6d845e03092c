import type { RequestListener } from 'node:http';
import {
  startFakePrometheus,
  finding,
} from '../metrics/__testUtils__/fakePrometheus';
import { podOf, podList } from '../triage/probes/__testUtils__/cluster';
import {
  answering,
  startUpstream,
} from '../triage/probes/__testUtils__/upstream';
import {
  json,
  startApiServer,
  text,
  TOKEN,
  type ApiServer,
} from '../upstream/kubernetes/__testUtils__/apiServer';

const PODS = '/api/v1/namespaces/default/pods';
const DEPLOYMENT =
  '/apis/apps/v1/namespaces/default/deployments/ideogram-integration';

/** An outside world in which all is well, with what was asked of it. */
export interface World {
  /** The target `production` in it, as an operator writes it. */
  ideogramIncident: { clusters: object[]; targets: { production: object } };
  /** How often each upstream was asked for something. */
  asked(): Record<string, number>;
  apiServer: ApiServer;
}

const OPERATIONAL = answering({
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [{ id: '1', name: 'API', status: 'operational' }],
  incidents: [],
  scheduled_maintenances: [],
});

/** With other answers of the status page or the integration where given. */
export async function startWorld(
  answers: { statusPage?: RequestListener; health?: RequestListener } = {},
): Promise<World> {
  const counts: Record<string, number> = {};
  const counted =
    (name: string, listener: RequestListener): RequestListener =>
    (request, response) => {
      counts[name] = (counts[name] ?? 0) + 1;
      listener(request, response);
    };
  const statusPage = await startUpstream(
    counted('status-page', answers.statusPage ?? OPERATIONAL),
  );
  const health = await startUpstream(
    counted(
      'integration-health',
      answers.health ??
        answering({ services: { ideogram: { status: 'healthy' } } }),
    ),
  );
  const ideogram = await startUpstream(
    counted('ideogram-api', answering({ keys: [] })),
  );
  const prometheus = await startFakePrometheus(
    finding({
      errors: [[{ error_type: '500' }, 0]],
      requests: [[{}, 3.1]],
      latency: [[{}, 14]],
    }),
  );
  const apiServer = await startApiServer();
  const status = { replicas: 1, updatedReplicas: 1, availableReplicas: 1 };
  Object.assign(apiServer.answers, {
    [PODS]: json(podList(podOf('ideogram-1'))),
    [`${PODS}/ideogram-1/log`]: text('all well\n'),
    [DEPLOYMENT]: json({
      metadata: { name: 'ideogram-integration', generation: 1 },
      spec: { replicas: 1, selector: { matchLabels: { app: 'ideogram' } } },
      status: { observedGeneration: 1, ...status },
    }),
  });
  return {
    apiServer,
    asked: () => ({ ...counts, prometheus: prometheus.queries.length }),
    ideogramIncident: {
      clusters: [
        { name: 'local', url: apiServer.url, serviceAccountToken: TOKEN },
      ],
      targets: {
        production: {
          title: 'Production',
          links: [
            { title: 'Grafana', url: 'https://grafana.example.com/d/ideogram' },
          ],
          statusPage: { provider: 'statuspage', url: statusPage },
          ideogram: { baseUrl: ideogram },
          health: { url: `${health}/health` },
          prometheus: [{ url: prometheus.url }],
          kubernetes: { cluster: 'local' },
          // Longer than any test takes.
          probes: { maxAge: '1m' },
        },
      },
    },
  };
}
