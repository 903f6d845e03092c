import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  Incident,
  IncidentChange,
} from 'backstage-plugin-ideogram-incident-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { orUnavailable } from '../../access';

/** Those of these entity references of users that the catalog has. */
export type KnownPeople = (
  entityRefs: string[],
) => Promise<ReadonlySet<string>>;

const normalized = (person: string) =>
  stringifyEntityRef(parseEntityRef(person));

/**
 * A change with its people as the catalog writes them. Who is given a role must
 * be known there; who has one already may have left it since.
 *
 * @throws InputError that names who is not known
 */
export async function withKnownPeople(
  change: IncidentChange,
  { roles: present }: Pick<Incident, 'roles'>,
  actor: string,
  known: KnownPeople,
): Promise<IncidentChange> {
  if (!change.roles) return change;
  const { responders, ...leads } = change.roles;
  const roles = {
    ...Object.fromEntries(
      Object.entries(leads).map(([role, person]) => [
        role,
        typeof person === 'string' ? normalized(person) : person,
      ]),
    ),
    ...(responders && { responders: responders.map(normalized) }),
  };
  const { responders: former, ...formerLeads } = present;
  const trusted = [actor, ...former, ...Object.values(formerLeads)];
  const asked = [...Object.values(leads), ...(responders ?? [])]
    .filter(person => typeof person === 'string')
    .map(normalized)
    .filter(person => !trusted.includes(person));
  if (asked.length > 0) {
    const found = await known([...new Set(asked)]);
    const missing = asked.filter(person => !found.has(person));
    if (missing.length > 0) {
      throw new InputError(
        `roles: the catalog has no user ${missing.join(' or ')}`,
      );
    }
  }
  return { ...change, roles };
}

/** By the catalog, with the plugin's own credentials. */
export function createKnownPeople({
  auth,
  catalog,
  logger,
}: {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  logger: LoggerService;
}): KnownPeople {
  return entityRefs =>
    orUnavailable('The catalog', logger, async () => {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata.name', 'metadata.namespace'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return new Set(entityRefs.filter((_, index) => items[index]));
    });
}
