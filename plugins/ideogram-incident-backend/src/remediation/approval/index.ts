export { Approvals } from './approvals';
export type { Decision } from './decisions';
export { createNotifyApprovers } from './notifyApprovers';
