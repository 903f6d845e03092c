export { useOperations, type FollowedOperations } from './useOperations';
export { isUnderWay } from './knownOperations';
