export { ideogramIncidentApiRef } from './apiRef';
export { lazyClient } from './lazyClient';
export type {
  ActionCall,
  IdeogramIncidentApi,
  OperationEvent,
  TriageEvent,
} from './IdeogramIncidentApi';
