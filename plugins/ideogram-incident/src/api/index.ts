export {
  ideogramIncidentApiRef,
  type IdeogramIncidentApi,
} from './IdeogramIncidentApi';
export type {
  NamesEntity,
  RequestPart,
  RouteAccepted,
  RouteAnswer,
  RouteCalls,
  RouteId,
  RouteInput,
  SchemaInput,
  SchemaOutput,
} from './RouteCalls';
