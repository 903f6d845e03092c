export { ActionRegistry, type ActionSettings } from './actionRegistry';
export { createBuiltInActions } from './builtInActions';
export { gitOpsWarnings, type ManagedObject } from './gitOpsWarnings';
export { createOperatorActions } from './operatorActions';
