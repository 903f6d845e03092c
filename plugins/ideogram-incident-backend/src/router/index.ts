export { createRouter } from './createRouter';
export type { Answer, Handler, Handlers, RouteRequest } from './handler';
export type { OperationIndex } from './enforce';
export { parse } from './parse';
export { RefusedError } from './refusedError';
