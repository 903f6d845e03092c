export { ActionRegistry, createBuiltInActions } from './actions';
export { createRemediation } from './createRemediation';
export type { IncidentIdOf } from './handlers';
export type { OperationListener } from './ledger';
