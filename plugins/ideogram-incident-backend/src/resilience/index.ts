export { createCircuitBreaker } from './circuitBreaker';
