export { createClusters, type ActingLimits, type Clusters } from './clusters';
export { KubernetesError, type KubernetesErrorKind } from './kubernetesError';
export { problemOf } from './problemOf';
export { problemOfWrite } from './problemOfWrite';
export { recentEnd } from './recentEnd';
export { sumOf } from './podMetrics';
export type {
  AccessQuestion,
  PatchOptions,
  RemediationSession,
} from './remediationSession';
export type { KubernetesSession, PodList } from './session';
