export { askHealth, type HealthReport } from './askHealth';
