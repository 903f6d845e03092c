export { ideogramIncidentApiRef } from './apiRef';
export { lazyClient } from './lazyClient';
export type { IdeogramIncidentApi, TriageEvent } from './IdeogramIncidentApi';
