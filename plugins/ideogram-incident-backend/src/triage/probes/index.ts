import type { ProbeName } from 'backstage-plugin-ideogram-incident-common';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import type { MetricsSources } from '../../metrics';
import type { AskIdeogramAboutKey } from '../../upstream/ideogram-api';
import type { ClusterClients } from '../../upstream/kubernetes';
import { createErrorRateProbe } from './errorRate';
import { createIdeogramApiProbe } from './ideogramApi';
import { createIntegrationHealthProbe } from './integrationHealth';
import { createLatencyProbe } from './latency';
import { createRecentErrorsProbe } from './recentErrors';
import { createStatusPageProbe } from './statusPage';
import { createWorkloadProbe } from './workload';

/** One for each name that the common package knows. */
export function createBuiltInProbes(services: {
  askIdeogramAboutKey: AskIdeogramAboutKey;
  clusters: ClusterClients;
  metricsSources: MetricsSources;
}): { [P in ProbeName]: Probe<P> } {
  const { askIdeogramAboutKey, clusters, metricsSources } = services;
  return {
    'status-page': createStatusPageProbe(),
    'integration-health': createIntegrationHealthProbe(),
    'error-rate': createErrorRateProbe(metricsSources),
    latency: createLatencyProbe(metricsSources),
    'recent-errors': createRecentErrorsProbe(clusters),
    workload: createWorkloadProbe(clusters),
    'ideogram-api': createIdeogramApiProbe(clusters, askIdeogramAboutKey),
  };
}
