export { RolloutMemory, type SharedRollouts } from './rolloutMemory';
export {
  afterLook,
  rolloutsSeenSchema,
  type RolloutLook,
  type RolloutsSeen,
} from './rolloutsSeen';
export { createWorkloadProbe } from './workloadProbe';
