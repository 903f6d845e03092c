export { Executor } from './executor';
export type { ExecutorSettings, Task } from './task';
export { TargetCluster } from './targetCluster';
export { observe } from './watch';
export type { Ending } from './operationRun';
