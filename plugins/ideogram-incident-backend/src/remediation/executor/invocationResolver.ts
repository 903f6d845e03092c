import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { ActionRegistry } from '../actions';
import { isRemediationTarget } from '../cluster';
import type { LedgerEntry } from '../ledger';
import type { Invocation } from './runContext';

/** What an operation in the ledger is run with, its secrets apart. */
export class InvocationResolver {
  constructor(
    private readonly registry: ActionRegistry,
    private readonly targets: ReadonlyMap<string, Target>,
  ) {}

  /** Undefined where the configuration has its action or target no longer. */
  of({ operation, parameters }: LedgerEntry): Invocation | undefined {
    const action = this.registry.find(operation.action);
    const target = this.targets.get(operation.target);
    return action && target && isRemediationTarget(target)
      ? { action, target, parameters }
      : undefined;
  }
}
