import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import { LeaseLostError } from '../../jobs';
import type { Readings } from '../../triage';
import {
  type ClusterClients,
  KeptConnections,
} from '../../upstream/kubernetes';
import { TargetCluster } from '../cluster';
import { type LedgerEntry, type OperationLedger } from '../ledger';
import { change } from './change';
import { problemIn } from './failures';
import { recordInAudit } from './operationAudit';
import { type OperationResult, OperationRun } from './operationRun';
import { resume } from './resume';
import {
  createWait,
  type ExecutorSettings,
  type Invocation,
  type Wait,
  type RunContext,
  type Seen,
} from './runContext';

type Work = (context: RunContext) => Promise<OperationResult>;

export interface ExecutorServices {
  ledger: OperationLedger;
  clusters: ClusterClients;
  readings: Readings;
  auditor: AuditorService;
  logger: LoggerService;
  settings: ExecutorSettings;
  /** Left out: by the clock. */
  createWait?: (signal: AbortSignal) => Wait;
}

/** Runs operations, each on its own, to an end that is in the ledger. */
export class Executor {
  private readonly closing = new AbortController();
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly services: ExecutorServices) {}

  /** The ids of what this replica works on. */
  runningIds(): string[] {
    return [...this.running.keys()];
  }

  /** Resolves when this replica does not work on an operation any more. */
  async finished(id: string): Promise<void> {
    await this.running.get(id);
  }

  /**
   * Begins an operation that this replica holds. Never rejects.
   *
   * @param seen - left out where it was not just now that somebody looked
   */
  start(
    entry: LedgerEntry,
    invocation: Invocation,
    seen?: Seen,
  ): Promise<void> {
    return this.launch(entry, invocation, change, seen);
  }

  /** Brings an operation to its end that another replica has begun. */
  resume(entry: LedgerEntry, invocation: Invocation): Promise<void> {
    return this.launch(entry, invocation, resume);
  }

  /** Ends an operation on which there is nothing to be done. */
  async end(entry: LedgerEntry, result: OperationResult): Promise<void> {
    const { auditor, ledger } = this.services;
    const finished = await recordInAudit(auditor, entry.operation);
    await new OperationRun(entry, ledger).end(result);
    await finished(result);
  }

  /** Stops where it is; what is not at its end is taken over. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running.values());
  }

  private launch(
    entry: LedgerEntry,
    invocation: Invocation,
    work: Work,
    seen?: Seen,
  ): Promise<void> {
    const { id } = entry.operation;
    const flight = this.carryOut(entry, invocation, work, seen).finally(() =>
      this.running.delete(id),
    );
    this.running.set(id, flight);
    return flight;
  }

  private async carryOut(
    entry: LedgerEntry,
    invocation: Invocation,
    work: Work,
    seen?: Seen,
  ): Promise<void> {
    const { auditor, ledger, clusters, readings, logger, settings } =
      this.services;
    const { signal } = this.closing;
    const run = new OperationRun(entry, ledger);
    const { id, actor } = run.operation;
    const cluster =
      seen?.cluster.until(signal) ??
      new TargetCluster(clusters, invocation.target, {
        signal,
        ...(settings.impersonate && { impersonate: actor }),
        connections: new KeptConnections(),
      });
    const wait = (this.services.createWait ?? createWait)(signal);
    let audited: Awaited<ReturnType<typeof recordInAudit>> | undefined;
    try {
      audited = await recordInAudit(auditor, run.operation, invocation.target);
      let result: OperationResult;
      try {
        result = await work({
          run,
          invocation,
          cluster,
          seen: seen?.deployment,
          readings,
          settings,
          wait,
          signal,
        });
      } catch (error) {
        if (signal.aborted || error instanceof LeaseLostError) throw error;
        const { impersonate } = settings;
        result = {
          status: 'failed',
          error: problemIn(error, run, invocation, { impersonate, logger }),
        };
      }
      await run.end(result);
      await audited(result);
    } catch (error) {
      if (await this.isStopped(id, error)) {
        await audited?.({ status: 'stopped' });
        return;
      }
      // It is not lost: whoever holds it next brings it to its end.
      if (signal.aborted) return;
      logger.warn(
        `Operation ${id} is no longer worked on: ${
          maskSecrets(String(error)).text
        }`,
      );
    }
  }

  /** Whether somebody does not wait for it any more. */
  private async isStopped(id: string, error: unknown): Promise<boolean> {
    if (!(error instanceof LeaseLostError)) return false;
    const entry = await this.services.ledger.find(id).catch(() => undefined);
    return entry?.operation.status === 'stopped';
  }
}
