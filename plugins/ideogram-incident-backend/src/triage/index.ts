export { createBuiltInProbes } from './probes';
export { createHealthHandler, createTriageHandler } from './handlers';
export { ProbeRegistry } from './probeRegistry';
export { Readings } from './readings';
export { SeverityClock } from './severityClock';
export { SeverityHistoryStore } from './severityHistoryStore';
export { SharedReadings } from './sharedReadings';
export { TriageService } from './triageService';
