export { canonicalJson, contentHash, sha256 } from './contentHash';
export { refuseKeyReuse, requiredKey } from './idempotency';
export { JobFeed } from './jobFeed';
export { JobReconciler } from './jobReconciler';
export {
  JobStore,
  LeaseLostError,
  type JobRow,
  type Repeated,
  type RequestIdentity,
} from './jobStore';
