export { createDisableAction } from './disable';
export { createEnableAction } from './enable';
export type { OverrideActions } from './overrideActions';
