import type { V1Deployment } from '@kubernetes/client-node';
import type { Readings } from '../../triage';
import type { TargetCluster } from '../cluster';
import type { OperationRun } from './operationRun';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after so many milliseconds; rejects when the replica shuts down. */
export type Wait = (ms: number) => Promise<void>;

export const createWait =
  (signal: AbortSignal): Wait =>
  ms =>
    delay(ms, undefined, { signal, ref: false });

/** What an operation is run with; its parameters may hold a secret. */
export interface Invocation {
  action: RemediationAction;
  target: RemediationTarget;
  parameters: Record<string, unknown>;
}

/** A deployment as it was looked at a moment ago, by whom it will be changed. */
export interface Seen {
  cluster: TargetCluster;
  deployment: V1Deployment;
}

/** How operations are run, from the configuration. */
export interface ExecutorSettings {
  fieldManager: string;
  rolloutTimeoutMs: number;
  /** True where a person acts in the cluster under their own name. */
  impersonate: boolean;
}

/** What the parts of a run share. */
export interface RunContext {
  run: OperationRun;
  invocation: Invocation;
  cluster: TargetCluster;
  /** Just before the operation was recorded. */
  seen?: V1Deployment;
  readings: Readings;
  settings: ExecutorSettings;
  wait: Wait;
  signal: AbortSignal;
}
