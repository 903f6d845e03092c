export { contentHash } from './contentHash';
export { JobFeed } from './jobFeed';
export { JobReconciler } from './jobReconciler';
export {
  JobStore,
  LeaseLostError,
  type JobRow,
  type Repeated,
  type RequestIdentity,
} from './jobStore';
