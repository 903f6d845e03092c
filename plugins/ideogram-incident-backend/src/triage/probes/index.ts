import type { ProbeName } from 'backstage-plugin-ideogram-incident-common';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import type { MetricsSources } from '../../metrics';
import type { TargetMaskers } from '../../redaction';
import type { AskIdeogramAboutKey } from '../../upstream/ideogram-api';
import type { ClusterClients } from '../../upstream/kubernetes';
import { createErrorRateProbe } from './errorRate';
import { createIdeogramApiProbe } from './ideogramApi';
import { createIntegrationHealthProbe } from './integrationHealth';
import { createLatencyProbe } from './latency';
import { createRecentErrorsProbe } from './recentErrors';
import { createStatusPageProbe } from './statusPage';
import { createWorkloadProbe, type RolloutMemory } from './workload';

export { RolloutMemory, type SharedRollouts } from './workload';

/** One for each name that the common package knows. */
export function createBuiltInProbes(services: {
  askIdeogramAboutKey: AskIdeogramAboutKey;
  clusters: ClusterClients;
  maskers: TargetMaskers;
  metricsSources: MetricsSources;
  rollouts: RolloutMemory;
}): { [P in ProbeName]: Probe<P> } {
  const { askIdeogramAboutKey, clusters, maskers, metricsSources, rollouts } =
    services;
  return {
    'status-page': createStatusPageProbe(),
    'integration-health': createIntegrationHealthProbe(),
    'error-rate': createErrorRateProbe(metricsSources),
    latency: createLatencyProbe(metricsSources),
    'recent-errors': createRecentErrorsProbe(clusters, maskers),
    workload: createWorkloadProbe(clusters, rollouts),
    'ideogram-api': createIdeogramApiProbe(clusters, askIdeogramAboutKey),
  };
}
