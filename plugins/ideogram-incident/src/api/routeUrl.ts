import { parseEntityRef } from '@backstage/catalog-model';
import type { Route } from 'backstage-plugin-ideogram-incident-common';

/**
 * The address of a route for one entity, in the form that `fetchApi` resolves.
 * Nothing of an entity or a query reaches it unencoded.
 */
export function routeUrl(
  route: Pick<Route, 'path'>,
  entityRef: string,
  query: Record<string, string> = {},
): string {
  const entity: Record<string, string> = { ...parseEntityRef(entityRef) };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(entity[name]),
  );
  const search = new URLSearchParams(query).toString();
  return `plugin://ideogram-incident${path}${search ? `?${search}` : ''}`;
}
