export { createCircuitBreaker } from './circuitBreaker';
export { TtlCache } from './ttlCache';
