import { InputError } from '@backstage/errors';
import {
  incidentWritePermission,
  statisticsOf,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { personOf, type Authorization } from '../access';
import { StaleError } from '../errors';
import type { Handlers } from '../feature';
import { requiredKey } from '../jobs';
import type { IncidentAccess } from './incidentAccess';
import type { IncidentService } from './lifecycle/incidentService';
import { withKnownPeople, type KnownPeople } from './lifecycle/people';
import type { IncidentStore } from './store';
import { incidentsOf, listIncidents } from './store/listIncidents';
import type { FindIncident } from './subjects';
import { timelinePage } from './timeline/timelinePage';

const PAGE_SIZE = 20;
const PERIOD_MS = 90 * 24 * 60 * 60 * 1000;

export type IncidentRoute =
  | 'incidents'
  | 'openIncident'
  | 'incident'
  | 'changeIncident'
  | 'acknowledgeIncident'
  | 'mergeIncident'
  | 'timeline'
  | 'addNote'
  | 'statistics';

/** The handlers of incidents and their timelines. */
export function createIncidentHandlers(parts: {
  store: IncidentStore;
  service: IncidentService;
  access: IncidentAccess;
  authorization: Authorization;
  findIncident: FindIncident;
  people: KnownPeople;
}): Pick<Handlers, IncidentRoute> {
  const { store, service, access, authorization, findIncident, people } = parts;

  /** With the components that name its target now. */
  const shown = async (incident: Incident): Promise<Incident> => ({
    ...incident,
    entityRefs: await access.entityRefsOf(incident),
  });
  const answering = async (work: Promise<Incident>): Promise<Incident> => {
    try {
      return await shown(await work);
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      const incident = await shown(error.present.incident as Incident);
      throw new StaleError(error.message, { incident });
    }
  };

  return {
    async incidents({ query, allowedOf, isAllowed }) {
      const { entityRef, drill, limit = PAGE_SIZE, cursor, ...filter } = query;
      const visible = await access.visible({ allowedOf, isAllowed }, entityRef);
      const page = await listIncidents(
        store.knex,
        { ...filter, ...(drill && { drill: drill === 'true' }) },
        visible,
        { limit, cursor },
      );
      const incidents = await Promise.all(page.incidents.map(shown));
      return { body: { ...page, incidents } };
    },

    async openIncident({ entityRef, target, body, credentials, ...request }) {
      const key = requiredKey(request.idempotencyKey);
      const person = personOf(credentials);
      const work = service.openBy(person, { entityRef, target }, body, key);
      return { status: 201, body: await answering(work) };
    },

    incident: async ({ incident }) => ({ body: incident }),

    async changeIncident({ incident, body, credentials }) {
      const person = personOf(credentials);
      const asked = await withKnownPeople(body, incident, person, people);
      return { body: await answering(service.change(incident, asked, person)) };
    },

    async acknowledgeIncident({ incident, credentials }) {
      const person = personOf(credentials);
      return {
        body: await answering(service.acknowledge(incident.id, person)),
      };
    },

    async mergeIncident({ incident, body, credentials }) {
      const into = await findIncident(body.into, credentials);
      // Of this one the router knows; of the other nobody has asked yet.
      await authorization.authorize(into, incidentWritePermission, credentials);
      const person = personOf(credentials);
      return {
        body: await answering(service.merge(incident, into.incident, person)),
      };
    },

    timeline: async ({ incident, query }) => ({
      body: await timelinePage(store.knex, incident.id, query),
    }),

    async addNote({ incident, body, credentials, idempotencyKey }) {
      const added = await service.addNote(incident, body, {
        actor: personOf(credentials),
        idempotencyKey: requiredKey(idempotencyKey),
      });
      return { status: 201, body: added };
    },

    async statistics({ query, receivedAt, allowedOf, isAllowed }) {
      const to = new Date(query.to ?? receivedAt).toISOString();
      const from = new Date(
        query.from ?? Date.parse(to) - PERIOD_MS,
      ).toISOString();
      if (from >= to) throw new InputError('from: must be before to');
      const visible = await access.visible(
        { allowedOf, isAllowed },
        query.entityRef,
      );
      const incidents = await incidentsOf(store.knex, { from, to }, visible);
      return { body: statisticsOf(incidents, { from, to }) };
    },
  };
}
