import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ActionRequest,
  Approval,
  DryRun,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';
import { parse } from '../../errors';
import { refuseKeyReuse } from '../../jobs';
import type { Readings } from '../../triage';
import { KeptConnections } from '../../upstream/kubernetes';
import type { ActionRegistry } from '../actions';
import type { Approvals } from '../approval';
import { dryRunAction } from '../dryRun';
import {
  type Executor,
  type ExecutorSettings,
  observeInTime,
  type Seen,
} from '../executor';
import type { OperationLedger, Recorded } from '../ledger';
import { specHash } from '../patches';
import {
  busyError,
  justDoneError,
  preflight,
  refuseUnlessAllowed,
  orRefused,
  type PreflightReader,
  type PreflightState,
} from '../preflight';
import { keptReason, type KeepReason } from '../reasons';
import {
  newOperation,
  requestHash,
  secretsIn,
  secretNamesOf,
  withoutSecrets,
} from './record';

/** What a person asks for: to run an action on a target. */
export interface RunRequest {
  entityRef: string;
  target: RemediationTarget;
  actionId: string;
  actor: string;
  body: ActionRequest;
  idempotencyKey?: string;
  /** Milliseconds since the epoch. */
  receivedAt: number;
  signal: AbortSignal;
}

interface RunCommand extends RunRequest {
  action: RemediationAction;
  parameters: Record<string, unknown>;
}

/** What was found where an action may be run. */
interface PreflightResult {
  seen: Seen;
  /** Where a second person has to agree. */
  approval?: Approval;
}

/** Nobody has seen yet what a change did that is younger than this. */
const SETTLING_MS = 5_000;

/** Runs remediation actions, or shows what they would do. */
export class RemediationService {
  constructor(
    private readonly registry: ActionRegistry,
    private readonly preflightReader: PreflightReader,
    private readonly ledger: OperationLedger,
    private readonly executor: Executor,
    private readonly approvals: Approvals,
    private readonly readings: Readings,
    private readonly settings: ExecutorSettings,
    private readonly keepReason: KeepReason,
  ) {}

  async dryRun(request: RunRequest): Promise<DryRun> {
    const command = this.understand(request);
    const { action, target, actor, signal } = command;
    const cluster = this.preflightReader.cluster(target, actor, signal);
    return orRefused({ target, actor: cluster.impersonates }, async () => {
      const [state, readings] = await Promise.all([
        this.preflightReader.look(cluster, [action]),
        observeInTime(this.readings, target),
      ]);
      return this.preview(command, { ...state, readings });
    });
  }

  /**
   * Records the operation, and begins it; or, where a second person has to
   * agree, lets it wait. It goes on after the answer.
   */
  async run(request: RunRequest): Promise<Operation> {
    const command = this.understand(request);
    const { idempotencyKey, action } = command;
    if (idempotencyKey === undefined) {
      throw new InputError(
        'Idempotency-Key: this header is required for all but a dry run',
      );
    }
    const settings = this.registry.settings(action.id);
    if (settings.reason === 'required' && !command.body.reason) {
      throw new InputError(`reason: is required for ${action.id}`);
    }
    const secretNames = secretNamesOf(action);
    const { entityRef, target, actor, body, parameters } = command;
    const identity = {
      idempotencyKey,
      requestHash: requestHash(
        {
          entityRef,
          target: target.name,
          action: action.id,
          reason: body.reason,
          incidentId: body.incidentId,
          parameters,
        },
        secretNames,
      ),
    };
    const repeated = await this.ledger.repeated(actor, identity);
    if (repeated) return this.answer(repeated, command);

    let found: PreflightResult;
    try {
      found = await this.look(command, settings.approval);
    } catch (refusal) {
      // What stands in the way may be the same command, a moment earlier.
      const earlier = await this.ledger.repeated(actor, identity);
      if (earlier) return this.answer(earlier, command);
      throw refusal;
    }
    const { seen, approval } = found;
    const reason = await this.keepReason(body.reason, target.name);
    const recorded = await this.ledger.record({
      ...identity,
      operation: newOperation({ ...command, body: { reason } }, approval),
      parameters: withoutSecrets(parameters, secretNames),
      hasSecret: secretNames.some(name => parameters[name] !== undefined),
      progress: { expectedSpec: specHash(seen.deployment) },
    });
    return this.answer(recorded, command, seen);
  }

  /** All but what only the cluster can tell. */
  private understand(request: RunRequest): RunCommand {
    const { actionId, body, target } = request;
    const action = this.registry.find(actionId);
    if (!action) {
      throw new NotFoundError(
        `There is no action ${actionId} on the target ${target.name}`,
      );
    }
    // Nested, so that a mistake is told as `parameters.<name>`.
    const { parameters } = parse(z.object({ parameters: action.parameters }), {
      parameters: body.parameters ?? {},
    });
    return {
      ...request,
      action,
      parameters,
      body: { ...body, reason: keptReason(body.reason, secretsIn(parameters)) },
    };
  }

  private look(
    command: RunCommand,
    needsApproval: boolean,
  ): Promise<PreflightResult> {
    const { action, target, actor, receivedAt, signal } = command;
    const cluster = this.preflightReader.cluster(
      target,
      actor,
      signal,
      new KeptConnections(),
    );
    return orRefused({ target, actor: cluster.impersonates }, async () => {
      const [state, readings] = await Promise.all([
        this.preflightReader.look(cluster, [action]),
        needsApproval ? observeInTime(this.readings, target) : undefined,
      ]);
      const [faster, done] = await Promise.all([
        // Of many who ask at once, one may be done before the last is looked at,
        this.ledger.activeSince(target.name, receivedAt),
        // or even before a backend with much to do hears of it.
        this.ledger.changedSince(
          target.name,
          action.id,
          receivedAt - SETTLING_MS,
        ),
      ]);
      if (faster) throw busyError(faster);
      // The permission was required by the router.
      const settings = this.registry.settings(action.id);
      refuseUnlessAllowed(
        preflight(action, settings, true, state),
        state.active,
      );
      if (done) throw justDoneError(done);
      return {
        seen: state,
        // What the cluster would refuse, nobody is asked to approve.
        ...(needsApproval && {
          approval: this.approvals.newApproval(
            await this.preview(command, { ...state, readings }),
            state.deployment,
          ),
        }),
      };
    });
  }

  /** What would be changed, with all that is to be known beforehand. */
  private preview(command: RunCommand, state: PreflightState): Promise<DryRun> {
    const { action } = command;
    const settings = this.registry.settings(action.id);
    const { warnings } = preflight(action, settings, true, state);
    const { fieldManager } = this.settings;
    return dryRunAction(command, state, fieldManager, warnings);
  }

  private answer(
    recorded: Recorded,
    command: RunCommand,
    seen?: Seen,
  ): Operation {
    const { action, target, parameters } = command;
    if ('repeated' in recorded) {
      if (!recorded.sameRequest) refuseKeyReuse();
      return recorded.repeated.operation;
    }
    if ('busy' in recorded) throw busyError(recorded.busy);
    const entry = recorded.recorded;
    const invocation = { action, target, parameters };
    if (entry.operation.status === 'awaiting-approval') {
      if (entry.hasSecret) this.approvals.hold(entry.operation.id, invocation);
      this.approvals.announce(entry);
    } else {
      this.executor.start(entry, invocation, seen);
    }
    return entry.operation;
  }
}
