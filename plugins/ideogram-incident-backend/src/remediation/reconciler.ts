import type { LoggerService } from '@backstage/backend-plugin-api';
import { JobReconciler } from '../jobs';
import type { Approvals } from './approval';
import type { Executor, InvocationResolver } from './executor';
import type { LedgerEntry, OperationLedger } from './ledger';

/** Sees to it that every operation comes to its end. */
export function createOperationReconciler({
  ledger,
  executor,
  approvals,
  invocations,
  logger,
}: {
  ledger: OperationLedger;
  executor: Executor;
  approvals: Approvals;
  invocations: InvocationResolver;
  logger: LoggerService;
}): JobReconciler<LedgerEntry> {
  const adopt = async (entry: LedgerEntry) => {
    const { id, status, action, target } = entry.operation;
    if (status === 'awaiting-approval') {
      await approvals.adopt(entry);
      return;
    }
    logger.info(
      `Operation ${id} was left unfinished by another replica, and goes on here`,
    );
    const invocation = invocations.of(entry);
    if (invocation) {
      executor.resume(entry, invocation);
      return;
    }
    await executor.end(entry, {
      status: 'failed',
      error: {
        issue: 'It is not known how the operation ended.',
        cause: `The portal stopped in the middle of it, and its configuration no longer has the action ${action} or the target ${target}.`,
        solution: 'See what the deployment and the secret look like.',
      },
    });
  };
  return new JobReconciler(
    {
      name: 'operations',
      store: ledger,
      runningIds: () => executor.runningIds(),
      adopt,
      reconcile: () => approvals.reconcile(Date.now()),
    },
    logger,
  );
}
