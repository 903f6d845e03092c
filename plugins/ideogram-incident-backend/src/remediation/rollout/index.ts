export { blockedBy } from './blockedBy';
export { deadEndOf, type DeadEnd } from './deadEnd';
export { rolloutState } from './rolloutState';
