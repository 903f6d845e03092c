import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import express, { Router } from 'express';
import type { Handler, Handlers } from './handler';
import { serve, type RouterServices } from './serve';

/** Joins the contract with its handlers. */
export function createRouter(
  handlers: Handlers,
  services: RouterServices,
): express.Router {
  const router = Router();
  for (const [id, route] of Object.entries<Route>(routes)) {
    if (
      route.permission !== 'none' &&
      !['kind', 'namespace', 'name'].every(key => key in route.params.shape) &&
      !('id' in route.params.shape)
    ) {
      throw new Error(
        `The route ${id} has a permission, but no entity to ask it for`,
      );
    }
    const handler = handlers[id as keyof Handlers] as Handler<Route>;
    router[route.method](route.path, serve(route, handler, services));
  }
  return router;
}
