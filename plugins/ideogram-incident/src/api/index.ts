export {
  ideogramIncidentApiRef,
  type IdeogramIncidentApi,
} from './IdeogramIncidentApi';
export type {
  RequestPart,
  RouteAccepted,
  RouteAnswer,
  RouteCalls,
  RouteId,
  RouteInput,
  SchemaInput,
  SchemaOutput,
} from './RouteCalls';
