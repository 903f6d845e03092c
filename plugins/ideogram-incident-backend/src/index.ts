/**
 * The backend of Ideogram Incident.
 *
 * @packageDocumentation
 */
export { ideogramIncidentPlugin as default } from './plugin';
