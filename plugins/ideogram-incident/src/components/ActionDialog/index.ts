export { ActionDialog, type DialogView } from './ActionDialog';
export type { IdempotencyKeys } from './useAttempt';
