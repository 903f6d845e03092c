import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { ActionRegistry } from './actionRegistry';
import type { Task } from './executor';
import type { LedgerEntry } from './ledger';
import { isRemediationTarget } from './remediationTarget';

/** What an operation in the ledger is run with, its secrets apart. */
export class Tasks {
  constructor(
    private readonly registry: ActionRegistry,
    private readonly targets: ReadonlyMap<string, Target>,
  ) {}

  /** Undefined where the configuration has its action or target no longer. */
  of({ operation, parameters }: LedgerEntry): Task | undefined {
    const action = this.registry.find(operation.action);
    const target = this.targets.get(operation.target);
    return action && target && isRemediationTarget(target)
      ? { action, target, parameters }
      : undefined;
  }
}
