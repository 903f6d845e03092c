import {
  CoreV1Api,
  KubernetesObjectApi,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { standIn } from './api-server/standIn';
import { createAuthority, issueCertificate } from './certificates';
import type { StartControlPlane } from './controlPlane';
import { apiClient, apply, kubeconfig } from './kubernetesClient';
import type { Logger } from './logger';
import { startMetricsServer } from './metricsServer';
import { startNodeAgent } from './node-agent/nodeAgent';
import { issuePortalToken, sandboxAccounts } from './portalAccount';

export type {
  Admission,
  AdmissionDenial,
  AdmissionReview,
} from './api-server/admission';
export type { ArrivingRequest, Fate, OnRequest } from './api-server/faults';
export { standIn, type StandInOptions } from './api-server/standIn';
export type { Logger } from './logger';
export type { KubeObject } from './objects';

export interface ClusterOptions {
  /** Of the API server; 0 picks a free one. */
  port: number;
  /** Of the node agent's log service; 0 picks a free one. */
  kubeletPort: number;
  /** A folder of this run, where CA and kubeconfig are written. */
  stateDir: string;
  /** Left out: the stand-in. */
  controlPlane?: StartControlPlane;
  logger: Logger;
}

/** A small cluster on this machine. */
export interface Cluster {
  url: string;
  /** The certificate authority that signed the API server's certificate. */
  caFile: string;
  /** With the administrator's token: keep it on this machine. */
  kubeconfigFile: string;
  tokens: {
    admin: string;
    /** May do what the manifests of deploy/kubernetes allow, and nothing else. */
    portal: string;
  };
  /** Creates objects, or merges them into what is there, one after the other. */
  applyManifests(objects: object[]): Promise<void>;
  /** Ends the API server, the node agent and all pods' programs. */
  stop(): Promise<void>;
}

const nodeName = 'sandbox';

/** Where the portal's targets are. */
const targetNamespaces = ['default', 'staging'];

const secondsOfYear = 365 * 24 * 3600;

/** Starts a control plane, and this machine as its only node. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { stateDir, logger, controlPlane = standIn() } = options;
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const authority = await createAuthority();
    const ca = authority.certificate;
    const { url, tokens, ...plane } = await controlPlane({
      port: options.port,
      authority,
      nodeName,
      stateDir,
      logger,
    });
    stops.push(plane.stop);

    const adminConfig = kubeconfig(url, ca, 'admin', tokens.admin);
    const objects = apiClient(adminConfig, KubernetesObjectApi);
    const applyManifests = async (manifests: object[]) => {
      for (const manifest of manifests) {
        await apply(objects, manifest as KubernetesObject);
      }
    };
    await applyManifests(sandboxAccounts(targetNamespaces));
    const portalToken = await issuePortalToken(
      apiClient(adminConfig, CoreV1Api),
      secondsOfYear,
    );

    const agent = await startNodeAgent({
      kubeConfig: kubeconfig(url, ca, 'node', tokens.node),
      nodeName,
      port: options.kubeletPort,
      serving: await issueCertificate(authority, nodeName, 'server'),
      clientCa: ca,
      logger,
    });
    stops.push(agent.stop);
    if (!plane.servesMetrics) {
      const metrics = await startMetricsServer({
        kubeConfig: adminConfig,
        authority,
        logger,
      });
      stops.push(metrics.stop);
    }

    await mkdir(stateDir, { recursive: true });
    const caFile = path.join(stateDir, 'ca.crt');
    const kubeconfigFile = path.join(stateDir, 'kubeconfig');
    await writeFile(caFile, ca);
    await writeFile(kubeconfigFile, adminConfig.exportConfig(), {
      mode: 0o600,
    });
    return {
      url,
      caFile,
      kubeconfigFile,
      tokens: { admin: tokens.admin, portal: portalToken },
      applyManifests,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
