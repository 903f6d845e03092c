export { createClusters, type Clusters } from './clusters';
export { KubernetesError, type KubernetesErrorKind } from './kubernetesError';
export { plainText, printable, shortened } from './plainText';
export { problemOf } from './problemOf';
export { sumOf } from './podMetrics';
export type { KubernetesSession, PodList } from './session';
