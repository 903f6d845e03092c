export { KeptConnections } from './clusterCredentials';
export {
  createClusterClients,
  type ActingLimits,
  type ClusterClients,
} from './clusters';
export { KubernetesError, type KubernetesErrorKind } from './kubernetesError';
export { problemOf, problemOfWrite } from './problems';
export {
  brokenRollout,
  RESTARTED_AT,
  REVISION,
  revisionOf,
} from './pods/brokenRollout';
export {
  createdAt,
  newestPods,
  newPods,
  ownPods,
  replicaFailure,
  shortName,
} from './pods/deploymentPods';
export { describePods, restartsOf } from './pods/describePods';
export {
  logsToRead,
  readLog,
  type EndOfRun,
  type LogOfRun,
  type LogToRead,
} from './pods/podLogs';
export {
  containerStatuses,
  isReady,
  POD_TROUBLE_ORDER,
  podTrouble,
  type FoundPodTrouble,
} from './pods/podTrouble';
export type {
  ResourceAttributes,
  PatchOptions,
  RemediationSession,
} from './remediationSession';
export type { KubernetesSession, PodList } from './session';
