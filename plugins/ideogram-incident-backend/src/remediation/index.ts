export { ActionRegistry } from './actionRegistry';
export { createBuiltInActions } from './actions';
export { createRemediation } from './createRemediation';
