import type {
  ActionList,
  DryRun,
  EntityTargets,
  Metrics,
  Operation,
  OperationPage,
  Reading,
  Triage,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * What arrives while a triage is taken: each reading by itself, then the whole.
 *
 * @public
 */
export type TriageEvent =
  | { type: 'reading'; reading: Reading }
  | { type: 'triage'; triage: Triage };

/**
 * What arrives while an operation is followed: the operation, anew with each
 * change, or that the connection is lost. It is tried again by itself, and the
 * operation goes on meanwhile.
 *
 * @public
 */
export type OperationEvent =
  | { type: 'operation'; operation: Operation }
  | { type: 'connection-lost' };

/**
 * One remediation action on one target, with what a person filled in.
 *
 * @public
 */
export interface ActionCall {
  entityRef: string;
  target: string;
  /** The id of the action. */
  action: string;
  parameters?: Record<string, unknown>;
  reason?: string;
}

/**
 * What the Incident tab and the overview card ask the backend.
 *
 * Every method rejects with the `ResponseError` of `@backstage/errors` where
 * the backend answers with an error status.
 *
 * @public
 */
export interface IdeogramIncidentApi {
  /** The targets that an entity names. */
  getTargets(entityRef: string): Promise<EntityTargets>;

  /**
   * Takes a triage. The last event is the triage; before it, each reading may
   * come as soon as it is known. Throws where the triage does not arrive.
   */
  streamTriage(options: {
    entityRef: string;
    target: string;
    signal?: AbortSignal;
  }): AsyncIterable<TriageEvent>;

  /** The series of the charts; `since` is an ISO 8601 duration, such as `PT2H`. */
  getMetrics(options: {
    entityRef: string;
    target: string;
    since: string;
  }): Promise<Metrics>;

  /** The remediation actions of a target, as the signed-in person may run them. */
  getActions(options: {
    entityRef: string;
    target: string;
  }): Promise<ActionList>;

  /** What an action would change; nothing is changed. */
  dryRunAction(call: ActionCall): Promise<DryRun>;

  /**
   * Runs an action. Where the answer is lost, the same call with the same key
   * answers the operation that it began, and never begins a second one.
   */
  runAction(call: ActionCall & { idempotencyKey: string }): Promise<Operation>;

  /** The operations of a target, newest first. */
  getOperations(options: {
    entityRef: string;
    target: string;
    /** From the page before. */
    cursor?: string;
  }): Promise<OperationPage>;

  /**
   * Follows an operation until it has ended, across lost connections. Throws
   * where the backend does not know it, or does not let it be seen.
   */
  followOperation(options: {
    id: string;
    signal?: AbortSignal;
  }): AsyncIterable<OperationEvent>;

  /** The second person's yes. */
  approveOperation(options: { id: string; reason: string }): Promise<Operation>;

  /** The second person's no. */
  rejectOperation(options: { id: string; reason: string }): Promise<Operation>;

  /** Takes back what waits for a second person; its author's only. */
  withdrawOperation(options: { id: string }): Promise<Operation>;
}
