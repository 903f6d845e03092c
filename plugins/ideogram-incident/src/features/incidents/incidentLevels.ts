import type { IncidentLevel } from 'backstage-plugin-ideogram-incident-common';

/** The worst first. */
export const INCIDENT_LEVELS: readonly IncidentLevel[] = [
  'P1',
  'P2',
  'P3',
  'P4',
];
