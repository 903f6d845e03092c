export { ActionRegistry, createBuiltInActions } from './actions';
export { createRemediation } from './createRemediation';
