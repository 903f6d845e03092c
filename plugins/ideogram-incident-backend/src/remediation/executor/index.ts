export { Executor } from './executor';
export type { ExecutorSettings, Task } from './task';
export { TargetCluster } from './targetCluster';
export { marked, OPERATION_ANNOTATION } from './markers';
export { observe } from './watch';
export type { Ending } from './operationRun';
