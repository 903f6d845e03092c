import type { V1Deployment, V1ReplicaSet } from '@kubernetes/client-node';
import type {
  ActionRisk,
  Mitigation,
  Problem,
  Reading,
  VerifiedBy,
} from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import type { RemediationTarget } from '../target';
import type { ActionCluster } from './cluster';

/**
 * What the account that acts has to be allowed in the cluster, on the target's
 * own deployment and secret. It is asked beforehand.
 *
 * @public
 */
export type ClusterAccess =
  | 'get deployment'
  | 'patch deployment'
  | 'get secret'
  | 'patch secret'
  | 'list pods'
  | 'list replicasets';

/**
 * What an action looks like now. It is shown to everybody who may read, so it
 * must say nothing that is secret.
 *
 * @public
 */
export interface ActionAssessment {
  /** Why it makes no sense now; empty where it does. A sentence each. */
  refusals: string[];
  /** What was looked at and found in order. A sentence each. */
  checks: string[];
  /** A sentence each. */
  warnings: string[];
  /** What will happen, in order. A sentence each. */
  plan: string[];
  mitigation?: Omit<Mitigation, 'reasonGone'>;
}

/**
 * An operation that has changed the target's deployment.
 *
 * @public
 */
export interface PastOperation {
  id: string;
  action: string;
  title: string;
  /** An entity reference. */
  actor: string;
  reason?: string;
  /** ISO 8601. */
  at: string;
  /** The number of the rollout that it found. */
  fromRevision?: number;
  /** Why it failed. */
  failure?: string;
}

/** @public */
export interface AssessmentInput {
  target: RemediationTarget;
  deployment: V1Deployment;
  /**
   * What was read of the target a moment ago, for warnings; absent where nobody
   * looked. Refusals must not depend on it.
   */
  readings?: readonly Reading[];
  /** With the access `list replicasets`, and for warnings and plan alone. */
  rollouts?: {
    replicaSets: readonly V1ReplicaSet[];
    /** Newest first. */
    operations: readonly PastOperation[];
  };
}

/**
 * What an action is run with.
 *
 * @public
 */
export interface ActionInput<P = Record<string, unknown>>
  extends AssessmentInput {
  parameters: P;
  /** Reads what the plan depends on, as the account that acts. */
  cluster: ActionCluster;
  /** Goes into the record of a mitigation. */
  operation: { id: string; actor: string; reason?: string; at: string };
  signal: AbortSignal;
}

/**
 * The changes of an action, in this order: the secret, then the deployment.
 * Both are marked with the operation, so that it can be told afterwards
 * whether they happened.
 *
 * @public
 */
export interface ActionChanges {
  /** A merge patch of the target's secret. */
  secret?: object;
  /** A strategic merge patch of the target's deployment. */
  deployment?: object;
}

/**
 * That what was asked about is in trouble: no failure, but what somebody wanted
 * to know. The operation ends with it, and nothing is changed.
 *
 * @public
 */
export interface ActionFinding {
  outcome: 'key-refused';
  /** In the place of the title of what was asked. */
  title: string;
  /** What was found, and what to do. One or more sentences. */
  text: string;
}

/**
 * A change to the cluster that a person may ask for.
 *
 * @public
 */
export interface RemediationAction<P extends z.ZodObject = z.ZodObject> {
  /** Kebab-case; part of the permission's name. */
  readonly id: string;
  /** Verb and object, such as `Restart the integration`. */
  readonly title: string;
  readonly description: string;
  readonly risk: ActionRisk;
  /** A field with `.meta({ writeOnly: true })` is a secret, and never stored. */
  readonly parameters: P;
  /** Where there is no right to patch among them, the action has no preview. */
  readonly access: readonly ClusterAccess[];
  /** By what is seen afterwards that the trouble has stopped. */
  readonly verifiedBy: VerifiedBy;

  assess(input: AssessmentInput): ActionAssessment;

  /**
   * Asked before anything is changed; says what it found. Left out where there
   * is nothing to ask.
   *
   * @throws {@link ActionError} which ends the operation
   */
  confirm?: {
    /** What is found in the end, such as `Ideogram accepts the new key`. */
    title: string;
    run(
      input: ActionInput<z.output<P>>,
    ): Promise<string | ActionFinding | undefined>;
  };

  /**
   * No change at all where nothing needs to be changed.
   *
   * @throws {@link ActionError}
   */
  changes(input: ActionInput<z.output<P>>): Promise<ActionChanges>;

  /**
   * Whether what a mitigation is for has ended; asked for those in force only.
   *
   * @param since - since when it is in force, ISO 8601; absent where that is not
   * known
   */
  isReasonGone?(readings: readonly Reading[], since?: string): boolean;
}

/**
 * Ends an operation before anything is changed, in words for a person.
 *
 * @public
 */
export class ActionError extends Error {
  override readonly name = 'ActionError';

  /** @param parameter - the one that is at fault; a form says so at its field */
  constructor(readonly problem: Problem, readonly parameter?: string) {
    super(`${problem.issue} ${problem.cause}`);
  }
}
