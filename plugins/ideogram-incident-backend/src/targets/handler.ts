import type { routes } from 'backstage-plugin-ideogram-incident-common';
import type { Handler } from '../router';
import type { EntityTargets } from './entityTargets';

/** What may be told of the targets that an entity names. */
export function createTargetsHandler(
  entityTargets: EntityTargets,
): Handler<typeof routes.targets> {
  return async ({ entity, credentials }) => {
    const named = await entityTargets.forEntity(entity, credentials);
    const { targets, undefinedTargets } = named;
    return {
      body: {
        targets: targets.map(({ name, title, links }) => ({
          name,
          title,
          links: links.map(link => ({ title: link.title, url: link.url })),
        })),
        undefinedTargets,
      },
    };
  };
}
