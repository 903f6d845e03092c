export { Authorization, type AccessSubject } from './authorization';
export { personOf, type Caller } from './caller';
export { openAccessWarning } from './openAccess';
export { orUnavailable } from './orUnavailable';
export { VisibleEntities } from './visibleEntities';
