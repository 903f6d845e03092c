import type { Config } from '@backstage/config';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import {
  caData,
  serverAddress,
  token,
  type KnownCluster,
  type KnownClusters,
} from './clusters';
import { isObject } from './section';
import { flag, line } from './values/basics';
import { Refusal, type Parse } from './values/parse';

function connect(
  name: string,
  cluster: Record<string, unknown>,
): ClusterConnection {
  const read = <T>(key: string, parse: Parse<T>): T | undefined => {
    const raw = cluster[key];
    if (raw === undefined || raw === null) return undefined;
    try {
      return parse(raw);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(`${key} ${error.message}`);
    }
  };

  if (cluster.authProvider !== 'serviceAccount') {
    throw new Refusal(
      'authProvider must be serviceAccount for this plugin to sign in',
    );
  }
  const serviceAccountToken = read('serviceAccountToken', token);
  // The Kubernetes plugin reads this as "the account of our own pod".
  if (serviceAccountToken === undefined) return { type: 'in-cluster', name };

  const url = read('url', serverAddress);
  if (url === undefined) throw new Refusal('url is missing');
  const caFile = read('caFile', line);
  const ca = read('caData', caData);
  const skipTLSVerify = read('skipTLSVerify', flag);
  return {
    type: 'token',
    name,
    url,
    token: serviceAccountToken,
    ...(caFile !== undefined && { caFile }),
    ...(ca !== undefined && { caData: ca }),
    ...(skipTLSVerify !== undefined && { skipTLSVerify }),
  };
}

/**
 * The clusters of the Kubernetes plugin that stand in the configuration. Its
 * section is not ours to judge: what is wrong there matters only where a
 * target uses the cluster.
 */
export function readKubernetesPluginClusters(
  rootConfig: Config,
): KnownClusters {
  const clusters = new Map<string, KnownCluster>();
  const methods = rootConfig.getOptional('kubernetes.clusterLocatorMethods');
  if (!Array.isArray(methods)) return clusters;

  methods.forEach((method, methodIndex) => {
    if (!isObject(method) || method.type !== 'config') return;
    if (!Array.isArray(method.clusters)) return;
    method.clusters.forEach((cluster, index) => {
      if (!isObject(cluster) || typeof cluster.name !== 'string') return;
      if (clusters.has(cluster.name)) return;
      const key = `kubernetes.clusterLocatorMethods[${methodIndex}].clusters[${index}]`;
      try {
        clusters.set(cluster.name, {
          connection: connect(cluster.name, cluster),
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        clusters.set(cluster.name, {
          unusable: `${key}.${error.message}`,
        });
      }
    });
  });
  return clusters;
}
