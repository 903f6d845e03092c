export { Authorization, type AccessSubject } from './authorization';
export type { Caller } from './caller';
export { VisibleEntities } from './visibleEntities';
