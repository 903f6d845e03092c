import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import type { Readings } from '../../triage';
import type { Clusters } from '../../upstream/kubernetes';
import {
  LeaseLostError,
  type LedgerEntry,
  type OperationLedger,
} from '../ledger';
import { change } from './change';
import { endingOf } from './endings';
import { recordInAudit } from './operationAudit';
import { OperationRun, type Ending } from './operationRun';
import { resume } from './resume';
import type { ExecutorSettings, Task } from './task';
import { TargetCluster } from './targetCluster';
import { createWait, type Wait } from './wait';

export interface ExecutorServices {
  ledger: OperationLedger;
  clusters: Clusters;
  readings: Readings;
  auditor: AuditorService;
  logger: LoggerService;
  settings: ExecutorSettings;
  /** Left out: by the clock. */
  createWait?: (signal: AbortSignal) => Wait;
}

/** What the parts of a run share. */
export interface RunContext {
  run: OperationRun;
  task: Task;
  cluster: TargetCluster;
  readings: Readings;
  settings: ExecutorSettings;
  wait: Wait;
  signal: AbortSignal;
}

/** Runs operations, each on its own, to an end that is in the ledger. */
export class Executor {
  private readonly closing = new AbortController();
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly services: ExecutorServices) {}

  isRunning(id: string): boolean {
    return this.running.has(id);
  }

  /** The ids of what this replica works on. */
  runningIds(): string[] {
    return [...this.running.keys()];
  }

  /** Resolves when this replica does not work on an operation any more. */
  async finished(id: string): Promise<void> {
    await this.running.get(id);
  }

  /** Begins an operation that this replica holds. Never rejects. */
  start(entry: LedgerEntry, task: Task): Promise<void> {
    return this.fly(entry, task, change);
  }

  /** Brings an operation to its end that another replica has begun. */
  resume(entry: LedgerEntry, task: Task): Promise<void> {
    return this.fly(entry, task, resume);
  }

  /** Ends an operation on which there is nothing to be done. */
  async end(entry: LedgerEntry, ending: Ending): Promise<void> {
    const { auditor, ledger } = this.services;
    const finished = await recordInAudit(auditor, entry.operation);
    await new OperationRun(entry, ledger).end(ending);
    await finished(ending);
  }

  /** Stops where it is; what is not at its end is taken over. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running.values());
  }

  private fly(
    entry: LedgerEntry,
    task: Task,
    work: (context: RunContext) => Promise<Ending>,
  ): Promise<void> {
    const { id } = entry.operation;
    const flight = this.carryOut(entry, task, work).finally(() =>
      this.running.delete(id),
    );
    this.running.set(id, flight);
    return flight;
  }

  private async carryOut(
    entry: LedgerEntry,
    task: Task,
    work: (context: RunContext) => Promise<Ending>,
  ): Promise<void> {
    const { auditor, ledger, clusters, readings, logger, settings } =
      this.services;
    const { signal } = this.closing;
    const run = new OperationRun(entry, ledger);
    const { id, actor } = run.operation;
    const cluster = new TargetCluster(clusters, task.target, {
      signal,
      ...(settings.impersonate && { impersonate: actor }),
    });
    const wait = (this.services.createWait ?? createWait)(signal);
    try {
      const finished = await recordInAudit(auditor, run.operation, task.target);
      let ending: Ending;
      try {
        ending = await work({
          run,
          task,
          cluster,
          readings,
          settings,
          wait,
          signal,
        });
      } catch (error) {
        if (signal.aborted || error instanceof LeaseLostError) throw error;
        ending = endingOf(error, run, task, {
          impersonate: settings.impersonate,
          logger,
        });
      }
      await run.end(ending);
      await finished(ending);
    } catch (error) {
      // It is not lost: whoever holds it next brings it to its end.
      if (signal.aborted) return;
      logger.warn(
        `Operation ${id} is not worked on any more: ${
          maskSecrets(String(error)).text
        }`,
      );
    }
  }
}
