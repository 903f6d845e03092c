export { blockedBy } from './blockedBy';
export { rolloutState, type RolloutState } from './rolloutState';
