import { restartPatch } from '../patches';
import { completeChange, findChange } from './applyChange';
import { mitigationInForce } from './change';
import type { RunContext } from './runContext';
import { followToEnd } from './followToEnd';
import type { OperationResult } from './operationRun';

const interrupted = (cause: string): OperationResult => ({
  status: 'failed',
  error: {
    issue: 'Nothing was changed.',
    cause,
    solution: 'Ask again if it is still needed.',
  },
});

/**
 * Brings an operation to its end whose replica has ended in the middle. What
 * the cluster shows decides how far it had come: nothing is done twice, and
 * what was begun is made whole.
 */
export async function resume(context: RunContext): Promise<OperationResult> {
  const { run, invocation, cluster, settings, wait } = context;
  const { id } = run.operation;
  const { writes = [], rolledOutAt } = run.progress;
  // What was seen last is not so any more, and nobody saw how it went on.
  await run.see({ message: 'The portal stopped in the middle of this step.' });
  if (rolledOutAt) return followToEnd(context);
  if (writes.length === 0) {
    return interrupted('The portal stopped before anything was changed.');
  }

  await run.begin('See what the cluster shows');
  let changed = await findChange(cluster, 'deployment', id, wait);
  if (!changed && writes.includes('secret')) {
    if (await findChange(cluster, 'secret', id, wait)) {
      // The new key is there, and takes effect only with this.
      await run.begin('Change the deployment', {
        writes: ['secret', 'deployment'],
      });
      changed = await completeChange(
        cluster,
        {
          kind: 'deployment',
          patch: restartPatch(new Date().toISOString()),
          operationId: id,
          fieldManager: settings.fieldManager,
        },
        wait,
      );
    }
  }
  if (!changed) {
    return interrupted(
      'The portal stopped in the middle, and the cluster shows no change.',
    );
  }
  await run.done(
    { name: 'The cluster shows the change' },
    {
      generation: changed.metadata?.generation ?? 0,
      changedAt: new Date().toISOString(),
    },
    mitigationInForce(invocation, changed),
  );
  return followToEnd(context);
}
