import type { Config } from '@backstage/config';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';
import { baseAddress, flag, line } from './forms';
import { isObject } from './mistakes';
import { besideMistakes, list, ConfigMistake, section, value } from './schema';

/** A cluster that a target may name, unless it has a problem. */
export interface KnownCluster {
  connection?: ClusterConnection;
  problem?: string;
}

/** Tokens from files end in a line break. */
const token = value('token', raw => {
  const trimmed = typeof raw === 'string' ? raw.trim() : '';
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new ConfigMistake('must be a token: text without spaces');
});

const caData = value('PEM certificate, encoded as base64', raw => {
  const isBase64 =
    typeof raw === 'string' && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(raw);
  const pem = isBase64 ? Buffer.from(raw, 'base64').toString('latin1') : '';
  if (isBase64 && pem.includes('-----BEGIN CERTIFICATE-----')) return raw;
  throw new ConfigMistake('must be a PEM certificate, encoded as base64');
});

const serverAddress = baseAddress('use serviceAccountToken');

const WAYS = ['url', 'kubeconfig', 'inCluster'] as const;

/** `clusters`. */
export const clustersList = list(
  section({
    name: line.describe('what `kubernetes.cluster` of a target says'),
    url: serverAddress.optional().describe('of the API server'),
    kubeconfig: line
      .optional()
      .describe(
        'a file, whose current context is used; read again when it changes',
      ),
    inCluster: flag
      .optional()
      .describe("with the account of the portal's own pod"),
    caFile: line
      .optional()
      .describe(
        "with `url`: the certificate of the API server's authority, a PEM file",
      ),
    caData: caData.optional().describe('the same, instead of `caFile`'),
    serviceAccountToken: token.optional().meta({
      description: 'with `url`: signs in',
      visibility: 'secret',
    }),
  })
    .superRefine((cluster, { addIssue }) => {
      const mistake = (message: string, key?: string) =>
        addIssue({ code: 'custom', message, path: key ? [key] : [] });
      const has = (key: keyof typeof cluster) => Object.hasOwn(cluster, key);

      const ways = WAYS.filter(
        way => has(way) && !(way === 'inCluster' && cluster[way] === false),
      );
      if (ways.length !== 1) {
        mistake(
          'must have exactly one of url (with serviceAccountToken), kubeconfig (a file) or inCluster: true, to say how the cluster is reached',
        );
      }
      if (has('caFile') && cluster.caData !== undefined) {
        mistake("can't be combined with caFile; keep one of them", 'caData');
      }
      if (has('url')) {
        if (!has('serviceAccountToken')) {
          mistake('is missing', 'serviceAccountToken');
        }
      } else {
        for (const key of [
          'serviceAccountToken',
          'caFile',
          'caData',
        ] as const) {
          if (has(key))
            mistake(
              'has no effect without url; add url, or remove this key',
              key,
            );
        }
      }
    }, besideMistakes)
    .transform((cluster): ClusterConnection => {
      const { name, url, serviceAccountToken, kubeconfig } = cluster;
      if (kubeconfig !== undefined) {
        return { type: 'kubeconfig', name, file: kubeconfig };
      }
      if (url === undefined || serviceAccountToken === undefined) {
        return { type: 'in-cluster', name };
      }
      return {
        type: 'token',
        name,
        url,
        token: serviceAccountToken,
        ...(cluster.caFile !== undefined && { caFile: cluster.caFile }),
        ...(cluster.caData !== undefined && { caData: cluster.caData }),
      };
    }),
)
  .superRefine((clusters, context) => {
    const names = new Set<string>();
    clusters.forEach((cluster, index) => {
      // One with mistakes may be anything.
      const name = (cluster as ClusterConnection | undefined)?.name;
      if (name === undefined) return;
      if (names.has(name)) {
        context.addIssue({
          code: 'custom',
          message:
            'is already the name of an earlier cluster; choose another name',
          path: [index, 'name'],
        });
      }
      names.add(name);
    });
  }, besideMistakes)
  .prefault([]);

const account = z.object({
  authProvider: value('serviceAccount', raw => {
    if (raw === 'serviceAccount') return raw;
    throw new ConfigMistake(
      'must be serviceAccount for this plugin to sign in',
    );
  }),
  serviceAccountToken: token.nullish(),
});

const server = z.object({
  url: serverAddress,
  caFile: line.nullish(),
  caData: caData.nullish(),
  skipTLSVerify: flag.nullish(),
});

function read<T>(schema: z.ZodType<T>, cluster: unknown): T {
  const { data, error } = schema.safeParse(cluster);
  if (!error) return data;
  const [{ path, message }] = error.issues;
  throw new ConfigMistake(`${path.join('.')} ${message}`);
}

function connect(name: string, cluster: unknown): ClusterConnection {
  const { serviceAccountToken } = read(account, cluster);
  // The Kubernetes plugin reads this as "the account of our own pod".
  if (!serviceAccountToken) return { type: 'in-cluster', name };

  const { url, ...rest } = read(server, cluster);
  return {
    type: 'token',
    name,
    url,
    token: serviceAccountToken,
    ...(rest.caFile && { caFile: rest.caFile }),
    ...(rest.caData && { caData: rest.caData }),
    ...(rest.skipTLSVerify && { skipTLSVerify: true }),
  };
}

/**
 * The clusters of the Kubernetes plugin that stand in the configuration. Its
 * section is not ours to judge: what is wrong there matters only where a
 * target uses the cluster.
 */
export function clustersOfKubernetesPlugin(
  rootConfig: Config,
): Map<string, KnownCluster> {
  const clusters = new Map<string, KnownCluster>();
  const methods = rootConfig.getOptional('kubernetes.clusterLocatorMethods');
  if (!Array.isArray(methods)) return clusters;

  methods.forEach((method, methodIndex) => {
    if (!isObject(method) || method.type !== 'config') return;
    if (!Array.isArray(method.clusters)) return;
    method.clusters.forEach((cluster, index) => {
      if (!isObject(cluster) || typeof cluster.name !== 'string') return;
      if (clusters.has(cluster.name)) return;
      try {
        const connection = connect(cluster.name, cluster);
        clusters.set(cluster.name, { connection });
      } catch (error) {
        if (!(error instanceof ConfigMistake)) throw error;
        const key = `kubernetes.clusterLocatorMethods[${methodIndex}].clusters[${index}]`;
        clusters.set(cluster.name, { problem: `${key}.${error.message}` });
      }
    });
  });
  return clusters;
}
