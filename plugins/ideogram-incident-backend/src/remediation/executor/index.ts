export { Executor } from './executor';
export type { OperationResult } from './operationRun';
export type { ExecutorSettings, Invocation, Seen } from './runContext';
export { InvocationResolver } from './invocationResolver';
export { observeInTime } from './watch';
