import type {
  AuditorService,
  AuthService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { randomUUID } from 'node:crypto';
import {
  hasEnded,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';
import type { Authorization } from '../access';
import type { IdeogramIncidentConfig } from '../config';
import type { Feature } from '../feature';
import { JobFeed } from '../jobs';
import type { TargetMaskers } from '../redaction';
import type { Readings } from '../triage';
import type { ClusterClients } from '../upstream/kubernetes';
import { type ActionRegistry, createOperatorActions } from './actions';
import { Approvals, createApprovalNotices } from './approval';
import { Executor, InvocationResolver } from './executor';
import { createRemediationHandlers, type IncidentIdOf } from './handlers';
import { OperationLedger, type OperationListener } from './ledger';
import { createOperationFinder } from './operationSubject';
import { ActionLister, PreflightReader } from './preflight';
import { createOperationReconciler } from './reconciler';
import { createKeepReason } from './reasons';
import { RemediationService } from './runAction';

/** Puts remediation together from its parts. */
export async function createRemediation(
  registry: ActionRegistry,
  config: Pick<IdeogramIncidentConfig, 'remediation' | 'targets'>,
  services: {
    auditor: AuditorService;
    auth: AuthService;
    authorization: Authorization;
    catalog: CatalogService;
    clusters: ClusterClients;
    database: DatabaseService;
    logger: LoggerService;
    maskers: TargetMaskers;
    notifications: NotificationService;
    readings: Readings;
    scheduler: SchedulerService;
    /** Who wants to know what becomes of operations. */
    listeners?: readonly OperationListener[];
    /** Which incident a person means who runs an action from one. */
    incidentIdOf: IncidentIdOf;
  },
) {
  const { remediation: settings, targets } = config;
  createOperatorActions(settings.operatorActions).forEach(registry.addAction);
  registry.configure(id => ({
    enabled: settings.actions.get(id)?.enabled ?? true,
    approval: settings.actions.get(id)?.approval ?? false,
    reason: settings.actions.get(id)?.reason ?? settings.reason,
  }));

  const { authorization, clusters, logger, readings } = services;
  const ledger = await OperationLedger.create(
    services.database,
    randomUUID(),
    services.listeners,
  );
  const executor = new Executor({ ...services, ledger, settings });
  const invocations = new InvocationResolver(registry, targets);
  const keepReason = createKeepReason(targets, clusters, services.maskers);
  const approvals = new Approvals(
    ledger,
    executor,
    invocations,
    settings.approvalExpiresAfterMs,
    createApprovalNotices(targets, services),
    keepReason,
  );
  const preflightReader = new PreflightReader(clusters, ledger, settings);
  const reconciler = createOperationReconciler({
    ledger,
    executor,
    approvals,
    invocations,
    logger,
  });
  return {
    subjects: { operation: createOperationFinder(ledger) },
    permissions: registry.ids.map(remediationPermission),
    start: () => reconciler.start(services.scheduler),
    async close() {
      await reconciler.close();
      await executor.close();
      await ledger.release().catch(() => {});
    },
    handlers: createRemediationHandlers({
      incidentIdOf: services.incidentIdOf,
      actions: new ActionLister(
        registry,
        preflightReader,
        authorization,
        readings,
      ),
      service: new RemediationService(
        registry,
        preflightReader,
        ledger,
        executor,
        approvals,
        readings,
        settings,
        keepReason,
      ),
      approvals,
      ledger,
      feed: new JobFeed({
        get: id => ledger.get(id),
        hasEnded: ({ operation }) => hasEnded(operation),
      }),
    }),
  } satisfies Feature;
}
