export { isRemediationTarget, TargetCluster } from './targetCluster';
