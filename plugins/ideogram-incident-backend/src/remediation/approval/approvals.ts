import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  maskSecrets,
  type Approval,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { Executor, Task } from '../executor';
import type { LedgerEntry, OperationLedger } from '../ledger';
import { busyError } from '../refusals';
import type { Tasks } from '../tasks';
import { actionGone, expired, secretLost } from './endings';

/** A second person's word. */
export interface Decision {
  id: string;
  /** The entity reference of who decides. */
  person: string;
  reason: string;
}

/**
 * Operations that wait for a second person. A secret that such an operation
 * needs is kept in the memory of the replica that was given it, and nowhere
 * else; that replica goes on with it whoever was asked for the approval.
 */
export class Approvals {
  private readonly held = new Map<string, Task>();

  constructor(
    private readonly ledger: OperationLedger,
    private readonly executor: Executor,
    private readonly tasks: Tasks,
    private readonly expiresAfterMs: number,
  ) {}

  newApproval(at: Date): Approval {
    const expiresAt = new Date(at.getTime() + this.expiresAfterMs);
    return { expiresAt: expiresAt.toISOString() };
  }

  /** Keeps what must not be stored, until it is decided. */
  hold(id: string, task: Task): void {
    this.held.set(id, task);
  }

  async approve(decision: Decision): Promise<Operation> {
    const entry = await this.toDecide(decision);
    const holder = entry.hasSecret ? entry.holder : this.ledger.holder;
    const decided = await this.decide(entry, 'pending', decision, holder);
    if (holder === this.ledger.holder) await this.begin(decided);
    return decided.operation;
  }

  async reject(decision: Decision): Promise<Operation> {
    const entry = await this.toDecide(decision);
    const { holder } = entry;
    const decided = await this.decide(entry, 'rejected', decision, holder);
    this.held.delete(decided.operation.id);
    return decided.operation;
  }

  /** Begins what was approved elsewhere, and ends what nobody decided on. */
  async tend(now: number): Promise<void> {
    // Taken before the look: what is held since then is not in it.
    const held = [...this.held.keys()];
    const entries = await this.ledger.leases.waiting();
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
        await this.executor.end(entry, expired(entry.operation));
      }
    }
  }

  /** One that waits, and whose replica has ended. */
  async adopt(entry: LedgerEntry): Promise<void> {
    if (entry.hasSecret) {
      await this.executor.end(entry, secretLost(entry.operation));
    }
  }

  private async begin(entry: LedgerEntry): Promise<void> {
    const { operation, hasSecret } = entry;
    const held = this.held.get(operation.id);
    this.held.delete(operation.id);
    if (hasSecret && !held) {
      await this.executor.end(entry, secretLost(operation));
      return;
    }
    const task = held ?? this.tasks.of(entry);
    if (task) this.executor.start(entry, task);
    else await this.executor.end(entry, actionGone(operation));
  }

  private async toDecide({ id, person }: Decision): Promise<LedgerEntry> {
    const entry = await this.ledger.find(id);
    if (!entry) throw new NotFoundError(`There is no operation ${id}`);
    const { status, actor, approval } = entry.operation;
    if (status !== 'awaiting-approval') {
      throw new ConflictError(
        `The operation ${id} waits for nobody: it is ${status}`,
      );
    }
    if (actor === person) {
      throw new NotAllowedError(
        'You asked for this operation yourself: a second person has to decide on it',
      );
    }
    if (Date.now() >= Date.parse(approval?.expiresAt ?? '')) {
      throw new ConflictError(`The operation ${id} has expired: ask again`);
    }
    return entry;
  }

  private async decide(
    entry: LedgerEntry,
    status: 'pending' | 'rejected',
    { person, reason }: Decision,
    holder: string,
  ): Promise<LedgerEntry> {
    const { operation } = entry;
    const at = new Date().toISOString();
    const verb = status === 'pending' ? 'Approved' : 'Rejected';
    const decided = await this.ledger.decide(
      {
        ...entry,
        operation: {
          ...operation,
          status,
          approval: {
            ...operation.approval!,
            decidedBy: person,
            decidedAt: at,
            reason: maskSecrets(reason).text,
          },
          steps: [
            ...operation.steps,
            { name: `${verb} by ${person}`, status: 'done', at },
          ],
          ...(status === 'rejected' && { finishedAt: at }),
        },
      },
      holder,
    );
    if (!decided) {
      throw new ConflictError(
        `Somebody else has decided on the operation ${operation.id} already`,
      );
    }
    if ('busy' in decided) throw busyError(decided.busy);
    return decided;
  }
}
