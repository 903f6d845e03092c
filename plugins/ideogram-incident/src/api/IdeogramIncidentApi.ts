import { createApiRef } from '@backstage/core-plugin-api';
import type { RemediationApi } from '../features/remediation/remediationApi';
import type { TriageApi } from '../features/triage/triageApi';
import type { RouteCalls } from './RouteCalls';

/**
 * What the Incident tab and the overview card ask the backend: the routes of
 * the HTTP contract, and what each feature follows as it changes.
 *
 * Every method rejects with the `ResponseError` of `@backstage/errors` where
 * the backend answers with an error status.
 *
 * @public
 */
export interface IdeogramIncidentApi
  extends RouteCalls,
    TriageApi,
    RemediationApi {}

/** @public */
export const ideogramIncidentApiRef = createApiRef<IdeogramIncidentApi>({
  id: 'plugin.ideogram-incident.api',
});
