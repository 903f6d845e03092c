import { parseEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  routes,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import type { Caller } from '../access';
import { parse } from '../errors';
import type { SubjectFinder, SubjectParts } from '../feature';
import type { IncidentAccess } from './incidentAccess';
import type { IncidentStore } from './store';

/**
 * Finds an incident that a caller may read.
 *
 * @throws NotFoundError as if it were not there, where the caller may not
 */
export type FindIncident = (
  idOrNumber: string,
  credentials: Caller,
) => Promise<{ incident: Incident; entityRefs: string[] }>;

export function createFindIncident(
  store: Pick<IncidentStore, 'find'>,
  access: IncidentAccess,
): FindIncident {
  return async (idOrNumber, credentials) => {
    const incident = await store.find(idOrNumber);
    if (!incident || !(await access.mayRead(incident, credentials))) {
      throw new NotFoundError(`There is no incident ${idOrNumber}`);
    }
    return { incident, entityRefs: await access.entityRefsOf(incident) };
  };
}

/** An incident belongs to the components that name its target. */
export function createIncidentFinder(
  findIncident: FindIncident,
): SubjectFinder<SubjectParts['incident']> {
  return {
    named: ({ params }) => ({ incident: params.id }),
    async find({ params: { id } }, credentials) {
      const { incident, entityRefs } = await findIncident(id, credentials);
      return {
        // Of nobody's, so that the policy can say yes to administrators.
        entityRefs:
          entityRefs.length > 0
            ? entityRefs
            : [`target:default/${incident.target}`],
        meta: { incident: incident.number, target: incident.target },
        resolve: () => ({ incident: { ...incident, entityRefs } }),
      };
    },
  };
}

const entityOf = (body: unknown): unknown => Object(body).entityRef;

/** One that is yet to be opened belongs to the entity that it is opened for. */
export function createNewIncidentFinder(
  target: SubjectFinder<SubjectParts['target']>,
): SubjectFinder<SubjectParts['new-incident']> {
  return {
    named: ({ body }) => ({ entityRef: entityOf(body) }),
    find(request, credentials) {
      const { entityRef } = parse(
        routes.openIncident.body!.pick({ entityRef: true }).loose(),
        request.body ?? {},
      );
      return target.find(
        { ...request, params: paramsOf(entityRef) },
        credentials,
      );
    },
  };
}

/** As if it stood in a path. */
function paramsOf(entityRef: string): Record<string, string> {
  let ref: ReturnType<typeof parseEntityRef>;
  try {
    ref = parseEntityRef(entityRef);
  } catch {
    throw new InputError(
      'entityRef: must be an entity reference, such as component:default/checkout',
    );
  }
  return parse(routes.targets.params, ref);
}
