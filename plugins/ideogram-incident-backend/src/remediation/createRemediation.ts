import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Authorization } from '../access';
import type { IdeogramIncidentConfig } from '../config';
import type { EntityTargets } from '../targets';
import type { Readings } from '../triage';
import type { Clusters } from '../upstream/kubernetes';
import { ActionLister } from './actionList';
import type { ActionRegistry } from './actionRegistry';
import { createOperatorActions } from './actions';
import { Approvals } from './approval';
import { Caretaker } from './caretaker';
import { Executor } from './executor';
import { createRemediationHandlers } from './handlers';
import { OperationLedger } from './ledger';
import { OperationFeed } from './operationFeed';
import { RemediationService } from './remediationService';
import { Situations } from './situations';
import { Tasks } from './tasks';

/** Puts remediation together from its parts. */
export async function createRemediation(
  registry: ActionRegistry,
  config: Pick<IdeogramIncidentConfig, 'remediation' | 'targets'>,
  services: {
    auditor: AuditorService;
    authorization: Authorization;
    clusters: Clusters;
    database: DatabaseService;
    entityTargets: EntityTargets;
    logger: LoggerService;
    readings: Readings;
  },
) {
  const { remediation: settings, targets } = config;
  createOperatorActions(settings.operatorActions).forEach(registry.addAction);
  registry.configure(id => ({
    enabled: settings.actions.get(id)?.enabled ?? true,
    approval: settings.actions.get(id)?.approval ?? false,
    reason: settings.actions.get(id)?.reason ?? settings.reason,
  }));

  const { authorization, clusters, entityTargets, logger, readings } = services;
  const ledger = await OperationLedger.create(services.database, randomUUID());
  const executor = new Executor({ ...services, ledger, settings });
  const tasks = new Tasks(registry, targets);
  const approvals = new Approvals(
    ledger,
    executor,
    tasks,
    settings.approvalExpiresAfterMs,
  );
  const situations = new Situations(clusters, ledger, settings);
  return {
    caretaker: new Caretaker(ledger, executor, approvals, tasks, logger),
    operations: {
      find: async (id: string) => (await ledger.find(id))?.operation,
    },
    handlers: createRemediationHandlers({
      entityTargets,
      actions: new ActionLister(registry, situations, authorization, readings),
      service: new RemediationService(
        registry,
        situations,
        ledger,
        executor,
        approvals,
        settings,
      ),
      approvals,
      ledger,
      feed: new OperationFeed(ledger),
    }),
  };
}
