export { createRouter } from './createRouter';
export type { Answer, Handler, Handlers, RouteRequest } from './handler';
