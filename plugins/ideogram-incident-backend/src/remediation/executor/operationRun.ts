import type {
  Operation,
  OperationError,
  Problem,
  Rollout,
} from 'backstage-plugin-ideogram-incident-common';
import { isDeepStrictEqual } from 'node:util';
import type { ActionAssessment } from 'backstage-plugin-ideogram-incident-node';
import { LeaseLostError } from '../../jobs';
import type { LedgerEntry, OperationLedger, Progress } from '../ledger';

/** How an operation ends. */
export type OperationResult =
  | { status: 'succeeded'; outcome: Operation['outcome']; summary: string }
  | { status: 'failed'; error: OperationError }
  | { status: 'expired'; error: Problem };

const now = () => new Date().toISOString();

/**
 * An operation that this replica works on. What changes of it is in the ledger
 * before the next thing is done.
 */
export class OperationRun {
  constructor(
    private entry: LedgerEntry,
    private readonly ledger: OperationLedger,
  ) {}

  get operation(): Operation {
    return this.entry.operation;
  }

  get progress(): Progress {
    return this.entry.progress;
  }

  get parameters(): Record<string, unknown> {
    return this.entry.parameters;
  }

  /** A step that is done already, which is written with what comes next. */
  note(name: string): void {
    const { operation } = this.entry;
    const steps = [
      ...operation.steps,
      { name, status: 'done' as const, at: now() },
    ];
    this.entry = { ...this.entry, operation: { ...operation, steps } };
  }

  /** Begins a step; the one before it is done. */
  begin(name: string, progress: Progress = {}): Promise<void> {
    return this.write(
      {
        status: 'running',
        steps: [
          ...this.settledSteps('done'),
          { name, status: 'running', at: now() },
        ],
      },
      progress,
    );
  }

  /**
   * Ends the step that runs, under another name where given.
   *
   * @param mitigation - that is in force since
   */
  async done(
    said: { name?: string; message?: string } = {},
    progress: Progress = {},
    mitigation?: ActionAssessment['mitigation'],
  ): Promise<void> {
    const steps = this.settledSteps('done');
    const last = steps.at(-1);
    if (last) {
      steps[steps.length - 1] = {
        ...last,
        ...(said.name && { name: said.name }),
        ...(said.message && { message: said.message }),
      };
    }
    await this.write({ steps }, progress, mitigation);
  }

  /** @throws LeaseLostError where another replica has it, or it was stopped */
  async confirmHeld(): Promise<void> {
    const { operation, version } = this.entry;
    try {
      await this.ledger.confirmHeld({ id: operation.id, version });
    } catch (error) {
      // A database that is away for a moment says nothing about it.
      if (error instanceof LeaseLostError) throw error;
    }
  }

  /** What is seen of the step that runs; nothing is written where nothing changed. */
  async see(seen: { rollout?: Rollout; message?: string }): Promise<void> {
    const { rollout, steps } = this.operation;
    const change = {
      rollout: seen.rollout ?? rollout,
      steps: steps.map((step, index) =>
        index === steps.length - 1 && step.status === 'running' && seen.message
          ? { ...step, message: seen.message }
          : step,
      ),
    };
    if (isDeepStrictEqual(change, { rollout, steps })) return;
    await this.write(change);
  }

  async end(result: OperationResult): Promise<void> {
    const failed = result.status !== 'succeeded';
    await this.write({
      ...result,
      steps: this.settledSteps(failed ? 'failed' : 'done'),
      finishedAt: now(),
    });
  }

  private settledSteps(as: 'done' | 'failed') {
    return this.operation.steps.map(step =>
      step.status === 'running' ? { ...step, status: as, at: now() } : step,
    );
  }

  private async write(
    change: Partial<Operation>,
    progress: Progress = {},
    mitigation?: ActionAssessment['mitigation'],
  ): Promise<void> {
    this.entry = await this.ledger.write(
      {
        ...this.entry,
        operation: { ...this.operation, ...change },
        progress: { ...this.progress, ...progress },
      },
      mitigation,
    );
  }
}
