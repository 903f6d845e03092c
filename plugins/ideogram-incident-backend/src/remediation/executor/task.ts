import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';

/** What an operation is run with; its parameters may hold a secret. */
export interface Task {
  action: RemediationAction;
  target: RemediationTarget;
  parameters: Record<string, unknown>;
}

/** How operations are run, from the configuration. */
export interface ExecutorSettings {
  fieldManager: string;
  rolloutTimeoutMs: number;
  /** True where a person acts in the cluster under their own name. */
  impersonate: boolean;
}
