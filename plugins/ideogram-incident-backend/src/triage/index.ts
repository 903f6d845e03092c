export { createTriage } from './createTriage';
export { createBuiltInProbes, RolloutMemory } from './probes';
export { ProbeRegistry } from './probeRegistry';
export { Readings } from './readings';
export { SharedReadings } from './sharedReadings';
