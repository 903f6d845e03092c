import { address, line, lineOf, textOrEmpty } from '../config/forms';
import {
  envName,
  labelName,
  labelSelector,
  secretKey,
  subdomainName,
} from '../config/kubernetesForms';
import { list, ConfigMistake, section } from '../config/schema';
import { targetAlertsSection } from '../incidents/config';
import {
  errorTypesMapping,
  queriesSection,
  thresholdsSection,
} from '../metrics/config';
import { probesSection } from '../triage/config';
import {
  healthSection,
  ideogramSection,
  metricsSection,
  prometheusList,
  statusPageSection,
} from '../upstream/config';

const envSection = (env: string, on: string, description: string) =>
  section({
    env: envName.prefault(env).describe(description),
    value: textOrEmpty.prefault(on).describe('the value that does it'),
  }).prefault({});

/** What is the same for all targets. */
export interface TargetContext {
  /** What is wrong with the name of a cluster. */
  clusterProblem: (name: string) => string | undefined;
  probeNames: readonly string[];
}

function kubernetesSection({ clusterProblem }: TargetContext) {
  return section({
    cluster: lineOf('name of a cluster', name => {
      const problem = clusterProblem(name);
      if (problem) throw new ConfigMistake(problem);
    }).describe(
      'of `ideogramIncident.clusters`, or of `kubernetes.clusterLocatorMethods` with `type: config`, see [ClusterClients](#clusters)',
    ),
    namespace: labelName
      .prefault('default')
      .describe('where the integration runs'),
    deployment: subdomainName
      .prefault('ideogram-integration')
      .describe('workload compares what it wants with what is available'),
    container: labelName
      .optional()
      .describe('needed only where a pod has several'),
    labelSelector: labelSelector
      .prefault('app=ideogram-integration')
      .describe('the pods whose logs and troubles are read'),
    secret: section({
      name: subdomainName
        .prefault('ideogram-secrets')
        .describe(
          'the credential; read to verify and rotate it, and where the account may, to mask it in logs; never shown',
        ),
      key: secretKey.prefault('api-key').describe('its key inside the secret'),
    }).prefault({}),
    queue: envSection(
      'RATE_LIMIT_MODE',
      'queue',
      'what turns request queueing on',
    ),
    fallback: envSection(
      'IDEOGRAM_FALLBACK',
      'true',
      'what turns graceful degradation on',
    ),
  }).optional();
}

/** One target, or what all of them have in common. */
export function targetSection(context: TargetContext) {
  return section({
    statusPage: statusPageSection,
    health: healthSection,
    metrics: metricsSection,
    kubernetes: kubernetesSection(context),
    title: line
      .optional()
      .describe("shown to people; the target's name where it is left out"),
    ideogram: ideogramSection,
    prometheus: prometheusList,
    queries: queriesSection,
    errorTypes: errorTypesMapping,
    thresholds: thresholdsSection,
    probes: probesSection(context.probeNames),
    alerts: targetAlertsSection,
    links: list(
      section({
        title: line.describe(
          'its words say where it is used, see [Links](#links)',
        ),
        url: address.describe('opened by the person, never by the plugin'),
      }),
    ).prefault([]),
  });
}
