/**
 * The Incident tab and the overview card of Ideogram Incident.
 *
 * @packageDocumentation
 */
export {
  EntityIncidentCard,
  EntityIncidentContent,
  ideogramIncidentPlugin,
} from './plugin';
export { isIncidentAvailable } from './isIncidentAvailable';
export {
  ideogramIncidentApiRef,
  type IdeogramIncidentApi,
  type ActionCall,
  type OperationEvent,
  type TriageEvent,
} from './api';
export { ideogramIncidentTranslationRef } from './translation';
