export { blockedBy } from './blockedBy';
export { rolloutState } from './rolloutState';
