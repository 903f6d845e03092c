import { createApiRef } from '@backstage/core-plugin-api';
import type { IdeogramIncidentApi } from './IdeogramIncidentApi';

/** @public */
export const ideogramIncidentApiRef = createApiRef<IdeogramIncidentApi>({
  id: 'plugin.ideogram-incident.api',
});
