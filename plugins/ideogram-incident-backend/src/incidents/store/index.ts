export {
  IncidentStore,
  type Change,
  type IncidentListener,
  type NewIncident,
  type Opened,
  type Written,
} from './incidentStore';
