import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';

/** Where the tab stands below an entity, unless a portal puts it elsewhere. */
const TAB = 'incident';

/**
 * The address of an incident's story from anywhere in the portal, below a
 * component that names its target; undefined where none does.
 */
export function useStoryLink(): (
  incident: Pick<Incident, 'number' | 'entityRefs'>,
) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return ({ number, entityRefs: [entityRef] }) => {
    if (entityRef === undefined) return undefined;
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const lower = (text: string) => text.toLocaleLowerCase('en-US');
    const path = entityRoute({
      kind: lower(kind),
      namespace: lower(namespace),
      name,
    });
    return `${path}/${TAB}/${number}`;
  };
}
