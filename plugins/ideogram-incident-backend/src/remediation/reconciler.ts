import type { LoggerService } from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import type { Approvals } from './approval';
import type { Executor, InvocationResolver } from './executor';
import type { LedgerEntry, OperationLedger } from './ledger';

/** Well within a lease, so that one that is missed costs nothing. */
const EVERY_MS = 3_000;

/**
 * Sees to it that every operation comes to its end: says that this replica
 * works, takes over what another one has left, and tends to what waits.
 */
export class OperationReconciler {
  private timer?: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledger: OperationLedger,
    private readonly executor: Executor,
    private readonly approvals: Approvals,
    private readonly invocations: InvocationResolver,
    private readonly logger: LoggerService,
  ) {}

  start(): void {
    this.go();
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.round;
    clearTimeout(this.timer);
    await this.executor.close();
    await this.ledger.leases.release().catch(() => {});
  }

  /** Once around. */
  async reconcile(): Promise<void> {
    await this.ledger.leases.renew(this.executor.runningIds());
    const isOurs = (id: string) => this.executor.isRunning(id);
    for (const entry of await this.ledger.leases.takeOver(isOurs)) {
      await this.adopt(entry);
    }
    await this.approvals.reconcile(Date.now());
  }

  private go(): void {
    this.round = this.reconcile()
      .catch(error =>
        this.logger.warn(
          `Operations can't be tended to: ${maskSecrets(String(error)).text}`,
        ),
      )
      .then(() => {
        this.timer = setTimeout(() => this.go(), EVERY_MS);
        this.timer.unref();
      });
  }

  private async adopt(entry: LedgerEntry): Promise<void> {
    const { id, status, action, target } = entry.operation;
    if (status === 'awaiting-approval') {
      await this.approvals.adopt(entry);
      return;
    }
    this.logger.info(`Operation ${id} was left by a replica: goes on`);
    const invocation = this.invocations.of(entry);
    if (invocation) {
      this.executor.resume(entry, invocation);
      return;
    }
    await this.executor.end(entry, {
      status: 'failed',
      error: {
        issue: 'It is not known how the operation ended.',
        cause: `The portal ended in the middle of it, and its configuration has the action ${action} or the target ${target} no longer.`,
        solution: 'See what the deployment and the secret look like.',
      },
    });
  }
}
