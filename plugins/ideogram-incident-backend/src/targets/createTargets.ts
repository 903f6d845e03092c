import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { VisibleEntities, type Authorization, type Caller } from '../access';
import type { Feature, SubjectRequest } from '../feature';
import { chooseTarget, EntityTargets } from './entityTargets';

const entityOf = ({ params: { kind, namespace, name } }: SubjectRequest) => ({
  kind,
  namespace,
  name,
});

const namedEntity = (request: SubjectRequest) => ({
  entityRef: stringifyEntityRef(entityOf(request)),
});

const findEntity = (request: SubjectRequest) => {
  const entity = entityOf(request);
  const entityRef = stringifyEntityRef(entity);
  return {
    entityRefs: [entityRef],
    resolve: () => ({ entity, entityRef }),
  };
};

/** Entities, and the targets that they name. */
export function createTargets(
  targets: ReadonlyMap<string, Target>,
  services: {
    auth: AuthService;
    authorization: Authorization;
    catalog: CatalogService;
    logger: LoggerService;
  },
) {
  const { auth, authorization, catalog, logger } = services;
  const entityTargets = new EntityTargets(
    new VisibleEntities(catalog, auth, authorization, logger),
    targets,
  );
  return {
    handlers: {
      /** What may be told of the targets that an entity names. */
      targets: async ({ entity, credentials }) => {
        const named = await entityTargets.forEntity(entity, credentials);
        return {
          body: {
            targets: named.targets.map(
              ({ name, title, links, escalation }) => ({
                name,
                title,
                links: links.map(link => ({
                  title: link.title,
                  url: link.url,
                })),
                ...(escalation !== undefined && { escalation }),
              }),
            ),
            undefinedTargets: named.undefinedTargets,
          },
        };
      },
    },
    subjects: {
      entity: { named: namedEntity, find: findEntity },
      target: {
        named: namedEntity,
        find(request: SubjectRequest, credentials: Caller) {
          const { entityRefs, resolve } = findEntity(request);
          // Read while the policy is being asked; nothing is told of it
          // before the policy has allowed, and lets the caller see the entity.
          const named = entityTargets.forEntity(entityOf(request), credentials);
          named.catch(() => {});
          return {
            entityRefs,
            // A change names it in its body, all else in the query.
            async resolve({ query, body }: SubjectRequest) {
              const { target: name } = { ...query, ...Object(body) };
              return { ...resolve(), target: chooseTarget(await named, name) };
            },
          };
        },
      },
    },
    permissions: [ideogramIncidentReadPermission],
  } satisfies Feature;
}
