export { createAlerts } from './createAlerts';
export type { AlertRoute } from './handlers';
