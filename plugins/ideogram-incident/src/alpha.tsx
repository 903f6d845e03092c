/**
 * The plugin for the new frontend system.
 *
 * @packageDocumentation
 */
import { fetchApiRef, useRouteRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import NotificationImportantOutlined from '@material-ui/icons/NotificationImportantOutlined';
import { ideogramIncidentApiRef } from './api';
import { lazyClient } from './api/lazyClient';
import { OPEN_INCIDENT } from './features/incidents/openIncidentAddress';
import { isIncidentAvailable } from './isIncidentAvailable';
import {
  incidentRouteRef,
  incidentsRouteRef,
  incidentTabRouteRef,
} from './routes';

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

const incidentsPage = PageBlueprint.make({
  name: 'incidents',
  params: {
    path: '/incidents',
    title: 'Incidents',
    icon: <NotificationImportantOutlined fontSize="inherit" />,
    routeRef: incidentsRouteRef,
    loader: () =>
      import('./features/incidents/components/Page/IncidentsPage').then(m => (
        <m.IncidentsPageContent />
      )),
  },
});

const openIncident = EntityContextMenuItemBlueprint.make({
  name: 'open-incident',
  params: {
    icon: <NotificationImportantOutlined fontSize="small" />,
    filter: isIncidentAvailable,
    useProps: () => {
      const tab = useRouteRef(incidentTabRouteRef)?.();
      return {
        title: 'Open incident',
        href: `${tab ?? ''}?${new URLSearchParams({ dialog: OPEN_INCIDENT })}`,
        disabled: tab === undefined,
      };
    },
  },
});

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'ideogram-incident',
  title: 'Ideogram Incident',
  routes: { incident: incidentRouteRef, incidents: incidentsRouteRef },
  externalRoutes: { incidentTab: incidentTabRouteRef },
  extensions: [api, incidentContent, overviewCard, incidentsPage, openIncident],
});
