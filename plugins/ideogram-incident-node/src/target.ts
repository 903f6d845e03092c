import type {
  KubernetesDescription,
  TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * A target with all that the backend needs to reach it. It holds secrets: it
 * never leaves the backend, only its description does.
 *
 * @public
 */
export interface Target extends TargetDescription {
  prometheus: { url: string; headers: Record<string, string> }[];
  kubernetes?: KubernetesDescription & { connection: ClusterConnection };
  probes: ProbeSettings;
  /** The labels of its alerts; left out, `ideogram_target` with its name. */
  alerts?: { match: Record<string, string> };
}

/**
 * A target in a cluster: only there is something to remediate.
 *
 * @public
 */
export type RemediationTarget = Target & Required<Pick<Target, 'kubernetes'>>;

/** @public */
export interface ProbeSettings {
  /** The deadline of each probe that is not named in `timeouts`. */
  timeoutMs: number;
  /** By the probe's name. */
  timeouts: Record<string, number>;
  /** How long a reading is shared. */
  maxAgeMs: number;
  /** Of any one answer of an outside system. */
  maxBytes: number;
}

/**
 * How a cluster is reached.
 *
 * @public
 */
export type ClusterConnection =
  | {
      type: 'token';
      name: string;
      url: string;
      token: string;
      caFile?: string;
      /** Base64 of PEM. */
      caData?: string;
      skipTLSVerify?: boolean;
    }
  | { type: 'kubeconfig'; name: string; file: string }
  | { type: 'in-cluster'; name: string };
