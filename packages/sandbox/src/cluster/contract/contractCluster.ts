import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { issueCertificate } from '../certificates';
import { standIn, startCluster } from '../index';
import { apiClient } from '../kubernetesClient';
import { admissionPolicies, type Denial } from './admissionPolicies';
import { startNodeAgent } from '../node-agent/nodeAgent';

/** The cluster that the contract is held against. */
export interface ContractCluster {
  /** Of an administrator. */
  kubeConfig: KubeConfig;
  /** Refuses every change of a deployment in a namespace from now on, or soon. */
  forbidChanges(namespace: string, denial: Denial): Promise<void>;
  stop(): Promise<void>;
}

const quiet = { info() {}, warn() {}, error() {} };

/**
 * The stand-in; or the cluster of `CONTRACT_KUBECONFIG`. Where that one is a
 * bare control plane, `CONTRACT_CA_DIR` is a folder with its `ca.crt` and
 * `ca.key`, and this machine becomes its node.
 */
export async function contractCluster(): Promise<ContractCluster> {
  const { CONTRACT_KUBECONFIG: file, CONTRACT_CA_DIR: caDir } = process.env;
  if (file) return existingCluster(file, caDir);
  const stateDir = await mkdtemp(path.join(os.tmpdir(), 'contract-'));
  const denials = new Map<string, Denial>();
  const cluster = await startCluster({
    port: 0,
    kubeletPort: 0,
    stateDir,
    controlPlane: standIn({
      admission: ({ operation, resource, namespace }) =>
        operation === 'UPDATE' && resource === 'deployments'
          ? denials.get(namespace!)
          : undefined,
    }),
    logger: quiet,
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(cluster.kubeconfigFile);
  return {
    kubeConfig,
    forbidChanges: async (namespace, denial) => {
      denials.set(namespace, denial);
    },
    stop: async () => {
      await cluster.stop();
      await rm(stateDir, { recursive: true });
    },
  };
}

async function existingCluster(
  file: string,
  caDir?: string,
): Promise<ContractCluster> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(file);
  const policies = admissionPolicies(kubeConfig);
  if (!caDir) return { kubeConfig, ...policies };
  const authority = {
    certificate: await readFile(path.join(caDir, 'ca.crt'), 'utf8'),
    key: await readFile(path.join(caDir, 'ca.key'), 'utf8'),
  };
  const nodeName = `contract-${randomBytes(4).toString('hex')}`;
  const agent = await startNodeAgent({
    kubeConfig,
    nodeName,
    port: 0,
    serving: await issueCertificate(authority, nodeName, 'server'),
    clientCa: authority.certificate,
    logger: quiet,
  });
  return {
    kubeConfig,
    ...policies,
    stop: async () => {
      await policies.stop();
      await agent.stop();
      // A node that is gone would still be given pods for a while.
      await apiClient(kubeConfig, CoreV1Api).deleteNode({ name: nodeName });
    },
  };
}
