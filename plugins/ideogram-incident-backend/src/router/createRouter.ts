import { NotFoundError } from '@backstage/errors';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import { Router } from 'express';
import type { FindersOf, Handler, HandlersOf, SubjectFinder } from '../feature';
import { serve, type RouterServices } from './serve';

function check(id: string, { permission, subject }: Route): void {
  const isOnSubject =
    typeof permission === 'function' ||
    (typeof permission === 'object' &&
      'type' in permission &&
      permission.type === 'resource');
  if (isOnSubject && subject === 'none') {
    throw new Error(
      `The route ${id} has a permission, but no subject to ask it for`,
    );
  }
  if (!isOnSubject && subject !== 'none') {
    throw new Error(
      `The route ${id} has a subject, but no permission to ask for it`,
    );
  }
}

/** Joins the contract with its handlers, and with what finds their subjects. */
export function createRouter<Routes extends Record<string, Route>>(
  routes: Routes,
  features: { handlers: HandlersOf<Routes>; subjects: FindersOf<Routes> },
  services: RouterServices,
): Router {
  const router = Router();
  const finders: Record<string, SubjectFinder<object>> = features.subjects;
  for (const [id, route] of Object.entries<Route>(routes)) {
    check(id, route);
    if (route.subject !== 'none' && !finders[route.subject]) {
      throw new Error(
        `The route ${id} is about a ${route.subject}, but no feature finds one`,
      );
    }
    const handler = features.handlers[id] as unknown as Handler<Route>;
    router[route.method](
      route.path,
      serve(route, handler, finders[route.subject], services),
    );
  }
  // In the words of Backstage's errors, as all else that is not found here.
  router.use(({ method }) => {
    throw new NotFoundError(`There is no ${method} route at this address`);
  });
  return router;
}
