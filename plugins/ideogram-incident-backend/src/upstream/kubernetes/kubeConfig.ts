import { stat } from 'node:fs/promises';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import { KubernetesError } from './kubernetesError';

/** A token that a kubeconfig names by file may change without it. */
const MAX_AGE_MS = 60_000;

interface Loaded {
  config: KubeConfig;
  changedAt: number;
  loadedAt: number;
}

/**
 * Reads how a cluster is signed in to. What is read from a file is read again
 * when the file changes, and after a minute.
 */
export class KubeConfigs {
  /** By file. Kept so that the sign-in of an exec plugin outlives a reading. */
  private readonly files = new Map<string, Loaded>();

  async load(connection: ClusterConnection): Promise<KubeConfig> {
    switch (connection.type) {
      case 'kubeconfig':
        return this.fromFile(connection.file);
      case 'in-cluster':
        return inCluster();
      default:
        return withToken(connection);
    }
  }

  /** The sign-in did not work: the next one starts from the file. */
  forget(connection: ClusterConnection): void {
    if (connection.type === 'kubeconfig') this.files.delete(connection.file);
  }

  private async fromFile(file: string): Promise<KubeConfig> {
    try {
      const changedAt = (await stat(file)).mtimeMs;
      const known = this.files.get(file);
      const now = Date.now();
      if (known?.changedAt === changedAt && now - known.loadedAt < MAX_AGE_MS) {
        return known.config;
      }
      const config = new KubeConfig();
      config.loadFromFile(file);
      this.files.set(file, { config, changedAt, loadedAt: now });
      return config;
    } catch (error) {
      throw new KubernetesError(
        'sign-in',
        `can't be signed in to: its kubeconfig can't be read${inBrackets(
          error,
        )}`,
      );
    }
  }
}

/** Never the message: a parser quotes the file, and with it the token. */
export function inBrackets(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? ` (${code})` : '';
}

function inCluster(): KubeConfig {
  if (!process.env.KUBERNETES_SERVICE_HOST) {
    throw new KubernetesError(
      'sign-in',
      "can't be signed in to: it is configured as the cluster that the portal runs in, and the portal runs in none",
    );
  }
  const config = new KubeConfig();
  config.loadFromCluster();
  return config;
}

function withToken(
  connection: ClusterConnection & { type: 'token' },
): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: connection.name,
      server: connection.url,
      caFile: connection.caFile,
      caData: connection.caData,
      skipTLSVerify: connection.skipTLSVerify ?? false,
    },
    { name: 'portal', token: connection.token },
  );
  return config;
}
