import { ConflictError } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { LedgerEntry, OperationLedger } from './ledger';

/** Its replica writes what it sees of the pods, once a second at most. */
const MAX_TRIES = 10;

/**
 * Only what waits can be left alone: until its change is made, an operation
 * may not end half done.
 */
function refuseUnlessWaiting({ operation, progress }: LedgerEntry): void {
  const { status } = operation;
  const { generation, rolledOutAt } = progress;
  if (status === 'awaiting-approval') {
    throw new ConflictError(
      'This operation has not begun: reject it, or ask its author to withdraw it',
    );
  }
  if (status !== 'pending' && status !== 'running') {
    throw new ConflictError('This operation has already ended');
  }
  if (status === 'pending' || (generation ?? rolledOutAt) === undefined) {
    throw new ConflictError(
      'This operation is making its change: try again in a moment',
    );
  }
}

function stoppedBy(entry: LedgerEntry, person: string): LedgerEntry {
  const { operation } = entry;
  const { rollout, steps } = operation;
  const at = new Date().toISOString();
  const pods =
    rollout && !entry.progress.rolledOutAt
      ? ` with ${rollout.available} of ${rollout.desired} pods ready`
      : '';
  return {
    ...entry,
    operation: {
      ...operation,
      status: 'stopped',
      summary: `The change is made and stays. Waiting was stopped${pods}, so whether it helps is not known.`,
      finishedAt: at,
      steps: [
        ...steps.map(step =>
          step.status === 'running'
            ? { ...step, status: 'skipped' as const, at }
            : step,
        ),
        { name: 'Waiting stopped', by: person, status: 'done', at },
      ],
    },
  };
}

/**
 * Ends an operation that waits for its pods, or to see whether it helped: its
 * change stays, and other actions may run.
 *
 * @param person - the entity reference of who asks
 */
export async function stopWaiting(
  ledger: Pick<OperationLedger, 'get' | 'stop'>,
  id: string,
  person: string,
): Promise<Operation> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const entry = await ledger.get(id);
    // Whoever presses twice gets the same answer.
    if (entry.operation.status === 'stopped') return entry.operation;
    refuseUnlessWaiting(entry);
    const stopped = stoppedBy(entry, person);
    if (await ledger.stop(stopped)) return stopped.operation;
  }
  throw new ConflictError(
    'This operation keeps changing: try again in a moment',
  );
}
