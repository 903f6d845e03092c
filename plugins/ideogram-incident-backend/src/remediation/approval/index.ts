export { createApprovalNotices } from './approvalNotices';
export { Approvals } from './approvals';
export type { Decision } from './decisions';
