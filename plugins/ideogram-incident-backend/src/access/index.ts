export { Authorization, type AccessSubject } from './authorization';
export type { Caller } from './caller';
export { openAccessWarning } from './openAccess';
export { VisibleEntities } from './visibleEntities';
