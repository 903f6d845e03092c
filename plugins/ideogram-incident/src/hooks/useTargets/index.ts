export { knownTargets, type KnownTarget } from './entityTargets';
export { useTargets } from './useTargets';
