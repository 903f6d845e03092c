import { parseEntityRef } from '@backstage/catalog-model';
import type { Route } from 'backstage-plugin-ideogram-incident-common';

/** What the path of a route about an entity names. */
export function entityParams(entityRef: string): Record<string, string> {
  return { ...parseEntityRef(entityRef) };
}

/**
 * The address of a route, in the form that `fetchApi` resolves. Nothing of a
 * parameter or a query reaches it unencoded.
 */
export function routeUrl(
  route: Pick<Route, 'path'>,
  params: Record<string, string>,
  query: Record<string, string> = {},
): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name]),
  );
  const search = new URLSearchParams(query).toString();
  return `plugin://ideogram-incident${path}${search ? `?${search}` : ''}`;
}
