import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { KnownClusters } from '../clusters';
import type { Section } from '../section';
import { line, textOrEmpty } from '../values/basics';
import {
  envName,
  labelName,
  labelSelector,
  secretKey,
  subdomainName,
} from '../values/kubernetesNames';

type Kubernetes = NonNullable<Target['kubernetes']>;

function readConnection(
  section: Section,
  clusters: KnownClusters,
): Kubernetes['connection'] | undefined {
  const name = section.required('cluster', line);
  if (name === undefined) return undefined;
  const cluster = clusters.get(name);
  if (!cluster) {
    const known = [...clusters.keys()].join(', ') || 'none';
    section.mistake(
      'cluster',
      `is not the name of a known cluster; known: ${known} (from ideogramIncident.clusters, and from kubernetes.clusterLocatorMethods of type config)`,
    );
    return undefined;
  }
  if ('unusable' in cluster) {
    section.mistake(
      'cluster',
      `names a cluster that cannot be used: ${cluster.unusable}; correct it, or define the cluster in ideogramIncident.clusters`,
    );
    return undefined;
  }
  return cluster.connection;
}

function readEnv(byDefault: { env: string; value: string }) {
  return (section: Section) => ({
    env: section.value('env', envName, byDefault.env),
    value: section.value('value', textOrEmpty, byDefault.value),
  });
}

/** Reads `kubernetes` of a target; only `cluster` has no default. */
export function readKubernetes(
  section: Section,
  clusters: KnownClusters,
): Kubernetes {
  const connection = readConnection(section, clusters);
  const container = section.optional('container', labelName);
  return {
    cluster: connection?.name ?? '',
    connection: connection as Kubernetes['connection'],
    namespace: section.value('namespace', labelName, 'default'),
    deployment: section.value(
      'deployment',
      subdomainName,
      'ideogram-integration',
    ),
    ...(container !== undefined && { container }),
    labelSelector: section.value(
      'labelSelector',
      labelSelector,
      'app=ideogram-integration',
    ),
    secret: section.sectionOrDefaults('secret', secret => ({
      name: secret.value('name', subdomainName, 'ideogram-secrets'),
      key: secret.value('key', secretKey, 'api-key'),
    })),
    queue: section.sectionOrDefaults(
      'queue',
      readEnv({ env: 'RATE_LIMIT_MODE', value: 'queue' }),
    ),
    fallback: section.sectionOrDefaults(
      'fallback',
      readEnv({ env: 'IDEOGRAM_FALLBACK', value: 'true' }),
    ),
  };
}
