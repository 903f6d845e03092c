export { useOperations, type FollowedOperations } from './useOperations';
export { useOperation } from './useOperation';
export { isUnderWay } from './knownOperations';
