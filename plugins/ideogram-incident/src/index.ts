/**
 * The Incident tab and the overview card of Ideogram Incident.
 *
 * @packageDocumentation
 */
export {
  EntityIncidentCard,
  EntityIncidentContent,
  IncidentsPage,
  ideogramIncidentPlugin,
} from './plugin';
export { createIncidentColumn } from './createIncidentColumn';
export { isIncidentAvailable } from './isIncidentAvailable';
export {
  ideogramIncidentApiRef,
  type IdeogramIncidentApi,
  type NamesEntity,
  type RequestPart,
  type RouteAccepted,
  type RouteAnswer,
  type RouteCalls,
  type RouteId,
  type RouteInput,
  type SchemaInput,
  type SchemaOutput,
} from './api';
export type {
  OperationEvent,
  RemediationApi,
} from './features/remediation/remediationApi';
export type { TriageApi, TriageEvent } from './features/triage/triageApi';
export { ideogramIncidentTranslationRef } from './translation';
