import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { AlertRoute } from './alerts';
import type { IncidentRoute } from './handlers';
import type { IncidentStore } from './store';

const off = async (): Promise<never> => {
  throw new NotFoundError(
    'This portal keeps no incidents: ideogramIncident.incidents is false',
  );
};

const handlers: Record<IncidentRoute | AlertRoute, typeof off> = {
  incidents: off,
  openIncident: off,
  incident: off,
  changeIncident: off,
  acknowledgeIncident: off,
  mergeIncident: off,
  timeline: off,
  addNote: off,
  statistics: off,
  receiveAlerts: off,
  unmatchedAlerts: off,
};

const finder = { named: () => ({}), find: off };

/** In place of incidents where the operator wants none. What there is stays. */
export function createIncidentsOff(
  store: Pick<IncidentStore, 'countOpen'>,
  logger: LoggerService,
) {
  return {
    handlers,
    subjects: { incident: finder, 'new-incident': finder },
    permissions: [],
    operationListeners: [],
    incidentIdOf: off,
    async start() {
      const open = await store.countOpen();
      if (open === 0) return;
      logger.warn(
        `ideogramIncident.incidents is false, and so nobody sees ${
          open === 1 ? 'an incident that is' : `${open} incidents that are`
        } open`,
      );
    },
  };
}
