export {
  ideogramIncidentApiRef,
  type IdeogramIncidentApi,
} from './IdeogramIncidentApi';
export type {
  RouteAccepted,
  RouteAnswer,
  RouteCalls,
  RouteId,
  RouteInput,
} from './RouteCalls';
