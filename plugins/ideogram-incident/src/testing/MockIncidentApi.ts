import {
  hasEnded,
  type ActionList,
  type DryRun,
  type EntityTargets,
  type Metrics,
  type Operation,
  type OperationPage,
  type Reading,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  ActionCall,
  IdeogramIncidentApi,
  OperationEvent,
  TriageEvent,
} from '../api';
import { ControlledStream } from './ControlledStream';
import { actionList } from './operations';
import { PendingCall } from './PendingCall';

/** One triage that is being taken, driven by hand. */
export class TriageStream extends ControlledStream<TriageEvent> {
  constructor(readonly target: string, readonly signal?: AbortSignal) {
    super();
  }

  reading(reading: Reading) {
    this.push({ type: 'reading', reading });
  }

  /** The triage, and with it the end. */
  triage(triage: Triage) {
    this.push({ type: 'triage', triage });
    this.end();
  }
}

/** One operation that is followed, driven by hand. */
export class OperationStream extends ControlledStream<OperationEvent> {
  constructor(readonly id: string, readonly signal?: AbortSignal) {
    super();
  }

  operation(operation: Operation) {
    this.push({ type: 'operation', operation });
    if (hasEnded(operation)) this.end();
  }

  loseConnection() {
    this.push({ type: 'connection-lost' });
  }
}

export type Decision = { id: string; reason: string; approved: boolean };

const last = <T>(all: readonly T[], what: string): T => {
  const found = all.at(-1);
  if (found === undefined) throw new Error(`${what} was not asked for`);
  return found;
};

const orThrow = <T>(answer: T | Error): T => {
  if (answer instanceof Error) throw answer;
  return answer;
};

/** A backend that answers when the test says so. */
export class MockIncidentApi implements IdeogramIncidentApi {
  /** Every triage that was asked for, oldest first. */
  readonly triageStreams: TriageStream[] = [];
  /** Every operation that was followed, oldest first. */
  readonly operationStreams: OperationStream[] = [];
  readonly dryRuns: PendingCall<ActionCall, DryRun>[] = [];
  readonly runs: PendingCall<
    ActionCall & { idempotencyKey: string },
    Operation
  >[] = [];
  readonly decisions: PendingCall<Decision, Operation>[] = [];
  /** For which targets actions were asked for. */
  readonly withdrawals: PendingCall<{ id: string }, Operation>[] = [];
  readonly actionsAsked: string[] = [];
  readonly pagesAsked: (string | undefined)[] = [];

  targets: EntityTargets | Error = {
    targets: [{ name: 'production', title: 'Production', links: [] }],
    undefinedTargets: [],
  };
  actions: ActionList | Error = actionList([]);
  operations: OperationPage | Error = { operations: [] };

  /** The last one that was asked for, of one target or of any. */
  triageStream(target?: string): TriageStream {
    return last(
      this.triageStreams.filter(
        flight => target === undefined || flight.target === target,
      ),
      'A triage',
    );
  }

  /** The last time that an operation was followed. */
  operationStream(id: string): OperationStream {
    return last(
      this.operationStreams.filter(following => following.id === id),
      `The operation ${id}`,
    );
  }

  async getTargets(): Promise<EntityTargets> {
    return orThrow(this.targets);
  }

  streamTriage(options: { target: string; signal?: AbortSignal }) {
    const flight = new TriageStream(options.target, options.signal);
    this.triageStreams.push(flight);
    return flight.events();
  }

  async getMetrics(): Promise<Metrics> {
    throw new Error('Charts have tests of their own');
  }

  async getActions({ target }: { target: string }): Promise<ActionList> {
    this.actionsAsked.push(target);
    return orThrow(this.actions);
  }

  dryRunAction(call: ActionCall): Promise<DryRun> {
    const asked = new PendingCall<ActionCall, DryRun>(call);
    this.dryRuns.push(asked);
    return asked.answered;
  }

  runAction(call: ActionCall & { idempotencyKey: string }): Promise<Operation> {
    const asked = new PendingCall<typeof call, Operation>(call);
    this.runs.push(asked);
    return asked.answered;
  }

  async getOperations(options: { cursor?: string }): Promise<OperationPage> {
    this.pagesAsked.push(options.cursor);
    return orThrow(this.operations);
  }

  followOperation(options: { id: string; signal?: AbortSignal }) {
    const following = new OperationStream(options.id, options.signal);
    this.operationStreams.push(following);
    return following.events();
  }

  approveOperation(decision: { id: string; reason: string }) {
    return this.decide({ ...decision, approved: true });
  }

  rejectOperation(decision: { id: string; reason: string }) {
    return this.decide({ ...decision, approved: false });
  }

  withdrawOperation(which: { id: string }) {
    const asked = new PendingCall<{ id: string }, Operation>(which);
    this.withdrawals.push(asked);
    return asked.answered;
  }

  private decide(decision: Decision): Promise<Operation> {
    const asked = new PendingCall<Decision, Operation>(decision);
    this.decisions.push(asked);
    return asked.answered;
  }
}
