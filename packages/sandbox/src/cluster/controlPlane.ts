import type { Certificate } from './certificates';
import type { Logger } from './logger';

export interface ControlPlaneOptions {
  /** Of the API server; 0 picks a free one. */
  port: number;
  /** The certificate authority of the cluster. */
  authority: Certificate;
  /** The only node, which gets the rights of an administrator: it is this machine. */
  nodeName: string;
  /** A folder of this run. */
  stateDir: string;
  logger: Logger;
}

/** What the rest of the cluster needs of a control plane, whichever it is. */
export interface ControlPlane {
  url: string;
  tokens: { admin: string; node: string };
  /** Whether it answers for metrics.k8s.io by itself. */
  servesMetrics: boolean;
  stop(): Promise<void>;
}

export type StartControlPlane = (
  options: ControlPlaneOptions,
) => Promise<ControlPlane>;
