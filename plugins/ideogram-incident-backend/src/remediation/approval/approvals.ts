import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { V1Deployment } from '@kubernetes/client-node';
import type {
  Approval,
  DryRun,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { Executor, Invocation, InvocationResolver } from '../executor';
import type { LedgerEntry, OperationLedger } from '../ledger';
import { specHash } from '../patches';
import { busyError } from '../preflight';
import type { KeepReason } from '../reasons';
import type { ApprovalNotices } from './approvalNotices';
import {
  actionGone,
  type Decision,
  expired,
  type NotBegun,
  secretLost,
  withdrawn,
  withDecision,
} from './decisions';

const DECIDED: Partial<Record<Operation['status'], string>> = {
  rejected: ': it was rejected',
  withdrawn: ': it was withdrawn',
  expired: ': nobody approved it in time',
};

/**
 * Operations that wait for a second person. A secret that such an operation
 * needs is kept in the memory of the replica that was given it, and nowhere
 * else; that replica goes on with it whoever was asked for the approval.
 */
export class Approvals {
  private readonly held = new Map<string, Invocation>();

  constructor(
    private readonly ledger: OperationLedger,
    private readonly executor: Executor,
    private readonly invocations: InvocationResolver,
    private readonly expiresAfterMs: number,
    private readonly notices: ApprovalNotices,
    private readonly keepReason: KeepReason,
  ) {}

  /**
   * @param preview - what the second person agrees to
   * @param deployment - on which that would be done
   */
  newApproval(preview: DryRun, deployment: V1Deployment): Approval {
    const expiresAt = new Date(Date.now() + this.expiresAfterMs);
    return {
      expiresAt: expiresAt.toISOString(),
      preview,
      deploymentHash: specHash(deployment),
    };
  }

  /** Keeps what must not be stored, until it is decided. */
  hold(id: string, invocation: Invocation): void {
    this.held.set(id, invocation);
  }

  /** Says that it waits. */
  announce({ operation }: LedgerEntry): void {
    this.notices.waiting(operation);
  }

  async approve(decision: Decision): Promise<Operation> {
    const entry = await this.toDecide(decision);
    const holder = entry.hasSecret ? entry.holder : this.ledger.holder;
    const decided = await this.write(
      await this.decided(entry, 'pending', decision),
      holder,
    );
    if (holder === this.ledger.holder) await this.begin(decided);
    return decided.operation;
  }

  async reject(decision: Decision): Promise<Operation> {
    const entry = await this.toDecide(decision);
    const rejected = await this.close(
      await this.decided(entry, 'rejected', decision),
    );
    this.notices.settled(rejected);
    return rejected;
  }

  /** Its author takes it back. */
  async withdraw({ id, person }: Omit<Decision, 'reason'>): Promise<Operation> {
    const entry = await this.waiting(id);
    if (entry.operation.actor !== person) {
      throw new NotAllowedError(
        'Somebody else asked for this operation: you can reject it, but not withdraw it',
      );
    }
    return this.close(withdrawn(entry));
  }

  /** Begins what was approved elsewhere, and ends what nobody decided on. */
  async reconcile(now: number): Promise<void> {
    // Taken before the look: what is held since then is not in it.
    const held = [...this.held.keys()];
    const entries = await this.ledger.waiting();
    const waiting = new Set(entries.map(({ operation }) => operation.id));
    for (const id of held) {
      if (!waiting.has(id)) this.held.delete(id);
    }
    for (const entry of entries) {
      const { id, status, approval } = entry.operation;
      if (status === 'pending' && this.held.has(id)) {
        await this.begin(entry);
      } else if (
        status === 'awaiting-approval' &&
        now >= Date.parse(approval?.expiresAt ?? '')
      ) {
        await this.end(entry, expired(entry.operation));
      }
    }
  }

  /** One that waits, and whose replica has ended. */
  async adopt(entry: LedgerEntry): Promise<void> {
    if (entry.hasSecret) {
      await this.end(entry, secretLost(entry.operation));
    }
  }

  private async begin(entry: LedgerEntry): Promise<void> {
    const { operation, hasSecret } = entry;
    const held = this.held.get(operation.id);
    this.held.delete(operation.id);
    if (hasSecret && !held) {
      await this.end(entry, secretLost(operation));
      return;
    }
    const invocation = held ?? this.invocations.of(entry);
    if (!invocation) {
      await this.end(entry, actionGone(operation));
      return;
    }
    this.executor.start(entry, invocation);
    this.notices.settled(operation);
  }

  /** Ends what comes to nothing. */
  private async end(entry: LedgerEntry, result: NotBegun): Promise<void> {
    await this.executor.end(entry, result);
    this.notices.settled({ ...entry.operation, ...result });
  }

  private async waiting(id: string): Promise<LedgerEntry> {
    const entry = await this.ledger.get(id);
    const { status } = entry.operation;
    if (status !== 'awaiting-approval') {
      throw new ConflictError(
        `This operation does not wait for approval${DECIDED[status] ?? ''}`,
      );
    }
    return entry;
  }

  private async toDecide({ id, person }: Decision): Promise<LedgerEntry> {
    const entry = await this.waiting(id);
    const { actor, approval } = entry.operation;
    if (actor === person) {
      throw new NotAllowedError(
        'You asked for this operation yourself: another person has to decide on it',
      );
    }
    if (Date.now() >= Date.parse(approval?.expiresAt ?? '')) {
      throw new ConflictError('The time to approve this is over: ask again');
    }
    return entry;
  }

  private async decided(
    entry: LedgerEntry,
    status: 'pending' | 'rejected',
    decision: Decision,
  ): Promise<LedgerEntry> {
    const { target } = entry.operation;
    const reason = await this.keepReason(decision.reason, target);
    return withDecision(entry, status, { ...decision, reason });
  }

  private async close(entry: LedgerEntry): Promise<Operation> {
    const { operation } = await this.write(entry, entry.holder);
    this.held.delete(operation.id);
    return operation;
  }

  private async write(
    entry: LedgerEntry,
    holder: string,
  ): Promise<LedgerEntry> {
    const decided = await this.ledger.decide(entry, holder);
    if (!decided) {
      throw new ConflictError(
        'Somebody else has already decided on this operation',
      );
    }
    if ('busy' in decided) throw busyError(decided.busy);
    return decided;
  }
}
