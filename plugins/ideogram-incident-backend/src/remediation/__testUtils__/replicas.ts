import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Readings, SharedReadings } from '../../triage';
import { ActionRegistry } from '../actions';
import { Approvals } from '../approval';
import { Executor, InvocationResolver } from '../executor';
import { ScriptedCluster } from '../executor/__testUtils__/scriptedCluster';
import { OperationLedger } from '../ledger';
import type { NewEntry } from '../ledger/entry';
import { LEASE_MS } from '../../jobs/jobStore';
import { keptReason } from '../reasons';
import { createOperationReconciler } from '../reconciler';

/** Changes the secret and the deployment, as a rotation does. */
export const action: RemediationAction = {
  id: 'rotate-credential',
  title: 'Rotate credential',
  description: 'For tests',
  risk: 'high',
  parameters: z.object({}),
  access: [],
  verifiedBy: 'pods',
  assess: () => ({ refusals: [], checks: [], warnings: [], plan: [] }),
  changes: async () => ({ secret: { data: {} }, deployment: { spec: {} } }),
};

/** Replicas of a portal on one database and one cluster, at a time of the test's own. */
export class Replicas {
  readonly cluster = new ScriptedCluster();
  readonly trail: string[] = [];
  /** The status of each operation of which its author was told. */
  readonly toldToAuthor: string[] = [];
  private readonly told = new Map<string, object>();
  private now = Date.now();

  private constructor(
    private readonly knex: Awaited<ReturnType<TestDatabases['init']>>,
  ) {}

  static async start(
    databases: TestDatabases,
    [id] = databases.eachSupportedId()[0],
  ): Promise<Replicas> {
    const knex = await databases.init(id);
    await OperationLedger.create({ getClient: async () => knex }, 'migrates');
    return new Replicas(knex);
  }

  /** As long as a replica may be silent, and longer. */
  passLease() {
    this.now += LEASE_MS + 1;
  }

  /** What the last failed event of a kind was about. */
  meta(eventId: string) {
    return this.told.get(eventId);
  }

  replica(name: string, options: { expiresAfterMs?: number } = {}) {
    const logger = mockServices.logger.mock();
    const ledger = new OperationLedger(this.knex, name, [], () => this.now);
    const workload = {
      name: 'workload',
      appliesTo: () => true,
      take: async () => ({ status: 'ok' as const, summary: '2 of 2 pods' }),
    };
    const auditor = mockServices.auditor.mock();
    auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
      success: async () => {
        this.trail.push(`${eventId} by ${meta?.actor}: success`);
      },
      fail: async ({ error, ...said }) => {
        this.told.set(eventId, { ...meta, ...said.meta });
        this.trail.push(`${eventId} by ${meta?.actor}: ${error.message}`);
      },
    }));
    const executor = new Executor({
      ledger,
      clusters: this.cluster.clusters,
      readings: new Readings(
        [workload],
        new SharedReadings(mockServices.cache.mock(), logger),
        logger,
      ),
      auditor,
      logger,
      createWait: () => () => new Promise(resolve => setImmediate(resolve)),
      settings: {
        fieldManager: 'tests',
        rolloutTimeoutMs: 600_000,
        impersonate: false,
      },
    });
    const registry = new ActionRegistry();
    registry.addAction(action);
    const { target } = this.cluster;
    const invocations = new InvocationResolver(
      registry,
      new Map([[target.name, target]]),
    );
    const approvals = new Approvals(
      ledger,
      executor,
      invocations,
      options.expiresAfterMs ?? 3_600_000,
      {
        waiting: async () => {},
        settled: async ({ status }) => {
          this.toldToAuthor.push(status);
        },
      },
      async reason => keptReason(reason),
    );
    const reconciler = createOperationReconciler({
      ledger,
      executor,
      approvals,
      invocations,
      logger,
    });
    return { ledger, executor, approvals, reconciler, logger };
  }

  /** The operation, once it is at rest. */
  async settled(
    { executor, ledger }: ReturnType<Replicas['replica']>,
    id: string,
  ): Promise<Operation> {
    await executor.finished(id);
    return (await ledger.find(id))!.operation;
  }

  entry(
    change: Partial<Operation> = {},
    more: Partial<NewEntry> = {},
  ): NewEntry {
    return {
      operation: {
        id: randomUUID(),
        entityRef: 'component:default/checkout',
        target: this.cluster.target.name,
        action: action.id,
        title: action.title,
        actor: 'user:default/jane',
        status: 'pending',
        createdAt: new Date(this.now).toISOString(),
        steps: [],
        ...change,
      },
      parameters: {},
      hasSecret: false,
      progress: {},
      idempotencyKey: randomUUID(),
      requestHash: 'same',
      ...more,
    };
  }
}
