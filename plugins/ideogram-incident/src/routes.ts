import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** Where the Incident tab is mounted, below an entity. */
export const incidentRouteRef = createRouteRef({ id: 'ideogram-incident' });

/** The page with the incidents of all components. */
export const incidentsRouteRef = createRouteRef({
  id: 'ideogram-incident.incidents',
});

/**
 * The Incident tab, as the overview card links to it. A portal can have the
 * card without the tab, and then the card has no link.
 */
export const incidentTabRouteRef = createExternalRouteRef({
  id: 'ideogram-incident-tab',
  optional: true,
  defaultTarget: 'ideogram-incident.incident',
});
