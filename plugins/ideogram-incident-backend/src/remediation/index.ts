export { ActionRegistry, createBuiltInActions } from './actions';
export { createRemediation } from './createRemediation';
export type { OperationListener } from './ledger';
