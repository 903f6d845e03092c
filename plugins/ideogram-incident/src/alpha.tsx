/**
 * The plugin for the new frontend system.
 *
 * @packageDocumentation
 */
import { fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { ideogramIncidentApiRef } from './api';
import { lazyClient } from './api/lazyClient';
import { isIncidentAvailable } from './isIncidentAvailable';
import { incidentRouteRef, incidentTabRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: ideogramIncidentApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => lazyClient(fetchApi),
    }),
});

const incidentContent = EntityContentBlueprint.make({
  name: 'incident',
  params: {
    path: '/incident',
    title: 'Incident',
    group: 'operation',
    routeRef: incidentRouteRef,
    // Also without the annotation: the tab then says how to add it.
    filter: { kind: 'component' },
    loader: () => import('./tab/IncidentTab').then(m => <m.IncidentTab />),
  },
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'info',
    filter: isIncidentAvailable,
    loader: () => import('./card/OverviewCard').then(m => <m.OverviewCard />),
  },
});

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'ideogram-incident',
  title: 'Ideogram Incident',
  routes: { incident: incidentRouteRef },
  externalRoutes: { incidentTab: incidentTabRouteRef },
  extensions: [api, incidentContent, overviewCard],
});
