export { createIncidents } from './createIncidents';
