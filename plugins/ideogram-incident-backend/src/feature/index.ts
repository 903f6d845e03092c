export { joinFeatures, type Feature } from './feature';
export type {
  HandlerResult,
  FileAnswer,
  Handler,
  Handlers,
  HandlersOf,
  RouteRequest,
  SendEvent,
} from './handler';
export type {
  FindersOf,
  Subject,
  SubjectFinder,
  SubjectParts,
  SubjectRequest,
} from './subject';
