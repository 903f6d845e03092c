import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from './api';
import { lazyClient } from './api/lazyClient';
import {
  incidentRouteRef,
  incidentsRouteRef,
  incidentTabRouteRef,
} from './routes';

/**
 * The plugin for the classic frontend system.
 *
 * @public
 */
export const ideogramIncidentPlugin = createPlugin({
  id: 'ideogram-incident',
  routes: { incident: incidentRouteRef, incidents: incidentsRouteRef },
  externalRoutes: { incidentTab: incidentTabRouteRef },
  apis: [
    createApiFactory({
      api: ideogramIncidentApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => lazyClient(fetchApi),
    }),
  ],
});

/**
 * The Incident tab, the content of an entity's route.
 *
 * @public
 */
export const EntityIncidentContent: () => JSX.Element =
  ideogramIncidentPlugin.provide(
    createRoutableExtension({
      name: 'EntityIncidentContent',
      component: () => import('./tab/IncidentTab').then(m => m.IncidentTab),
      mountPoint: incidentRouteRef,
    }),
  );

/**
 * The page with the incidents of all components.
 *
 * @public
 */
export const IncidentsPage: () => JSX.Element = ideogramIncidentPlugin.provide(
  createRoutableExtension({
    name: 'IncidentsPage',
    component: () =>
      import('./features/incidents/components/Page/IncidentsPage').then(
        m => m.IncidentsPage,
      ),
    mountPoint: incidentsRouteRef,
  }),
);

/**
 * The card for the overview page of an entity.
 *
 * @public
 */
export const EntityIncidentCard: () => JSX.Element | null =
  ideogramIncidentPlugin.provide(
    createComponentExtension({
      name: 'EntityIncidentCard',
      component: {
        lazy: () => import('./card/OverviewCard').then(m => m.OverviewCard),
      },
    }),
  );
