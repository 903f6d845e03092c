import type {
  AuditorService,
  AuthService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  alertsReadPermission,
  alertsWritePermission,
  incidentWritePermission,
} from 'backstage-plugin-ideogram-incident-common';
import type { Authorization } from '../access';
import type { IdeogramIncidentConfig } from '../config';
import type { Feature, SubjectFinder, SubjectParts } from '../feature';
import { createAlerts } from './alerts';
import { createEntryAudit } from './entryAudit';
import { createIncidentHandlers } from './handlers';
import { createIncidentsOff } from './incidentsOff';
import { IncidentAccess } from './incidentAccess';
import { IncidentService } from './lifecycle/incidentService';
import { createKnownPeople } from './lifecycle/people';
import type { Triages } from './lifecycle/triageNow';
import { createIncidentIdOf, createOperationEntries } from './operationEntries';
import { IncidentStore, type IncidentListener } from './store';
import {
  createFindIncident,
  createIncidentFinder,
  createNewIncidentFinder,
} from './subjects';
import { TargetComponents } from './targetComponents';

/** Puts incidents together from their parts. */
export async function createIncidents(
  config: Pick<IdeogramIncidentConfig, 'targets' | 'incidents'>,
  services: {
    auditor: AuditorService;
    auth: AuthService;
    authorization: Authorization;
    catalog: CatalogService;
    database: DatabaseService;
    logger: LoggerService;
    scheduler: SchedulerService;
    triages: Triages;
    /** How an entity and its target are found. */
    target: SubjectFinder<SubjectParts['target']>;
    /** Who wants to know what becomes of incidents. */
    listeners?: readonly IncidentListener[];
  },
) {
  const { targets, incidents: settings } = config;
  const { authorization, triages } = services;
  const store = await IncidentStore.create(services.database, {
    listeners: services.listeners,
    afterCommit: createEntryAudit(services),
  });
  if (!settings.enabled) return createIncidentsOff(store, services.logger);
  const components = new TargetComponents(services);
  const access = new IncidentAccess(components, authorization);
  const findIncident = createFindIncident(store, access);
  const service = new IncidentService(
    store,
    components,
    triages,
    targets,
    settings,
  );
  const alerts = createAlerts(
    { targets, settings },
    { ...services, store, service, components },
  );
  return {
    handlers: {
      ...createIncidentHandlers({
        store,
        service,
        access,
        authorization,
        findIncident,
        people: createKnownPeople(services),
      }),
      ...alerts.handlers,
    },
    subjects: {
      incident: createIncidentFinder(findIncident),
      'new-incident': createNewIncidentFinder(services.target),
    },
    permissions: [
      incidentWritePermission,
      alertsReadPermission,
      alertsWritePermission,
    ],
    operationListeners: [createOperationEntries(store)],
    incidentIdOf: createIncidentIdOf(findIncident),
    start: alerts.start,
    close: alerts.close,
  } satisfies Feature & Record<string, unknown>;
}
