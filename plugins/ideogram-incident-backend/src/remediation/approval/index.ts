export { Approvals } from './approvals';
