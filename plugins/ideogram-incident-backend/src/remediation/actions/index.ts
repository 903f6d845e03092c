export { ActionRegistry, type ActionSettings } from './actionRegistry';
export { createBuiltInActions } from './builtInActions';
export { gitOpsWarnings } from './gitOpsWarnings';
export { createOperatorActions } from './operatorActions';
