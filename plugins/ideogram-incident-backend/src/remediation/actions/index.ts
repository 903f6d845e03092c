export { createBuiltInActions } from './builtInActions';
export { createOperatorActions } from './operatorActions';
