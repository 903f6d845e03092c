export { Approvals, type Decision } from './approvals';
