import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { serializeError } from '@backstage/errors';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request, RequestHandler, Response } from 'express';
import type { Authorization, Caller } from '../access';
import { recordAttempt } from './audit';
import { openEventStream } from './eventStream';
import type { Handler, RouteRequest, SendEvent } from './handler';
import { parse } from './parse';
import { toPublicError, type PublicError } from './publicError';
import { writeBody } from './writeBody';

/** What the router enforces the contract with. */
export interface RouterServices {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorization: Authorization;
  logger: LoggerService;
}

async function enforce<R extends Route>(
  route: R,
  credentials: Caller | undefined,
  req: Request,
  { authorization }: RouterServices,
): Promise<RouteRequest<R>> {
  const params = parse(route.params, req.params);
  let scope = {};
  if (route.permission !== 'none') {
    if (!credentials) throw new Error('Authorized without credentials');
    // `createRouter` refuses a route with a permission and without an entity.
    const { kind, namespace, name } = params as Record<string, string>;
    const entity = { kind, namespace, name };
    const entityRef = stringifyEntityRef(entity);
    await authorization.require(route.permission, entityRef, credentials);
    scope = { entity, entityRef, credentials };
  }
  return {
    params,
    query: parse(route.query, req.query),
    mediaType: req.accepts([...route.produces]) || route.produces[0],
    ...scope,
  } as RouteRequest<R>;
}

async function stream(
  events: (send: SendEvent) => Promise<void>,
  req: Request,
  res: Response,
  publicErrorOf: (thrown: unknown) => PublicError,
): Promise<void> {
  const { send, end } = openEventStream(res);
  try {
    await events(send);
  } catch (thrown) {
    const { error, statusCode } = publicErrorOf(thrown);
    send('error', {
      error: serializeError(error),
      request: { method: req.method, url: req.originalUrl },
      response: { statusCode },
    });
    throw error;
  } finally {
    end();
  }
}

/**
 * The one place where a route's declarations are enforced, in this order:
 * authentication, audit, permission, validation. What the path names is
 * validated before the permission, which is asked for it.
 */
export function serve<R extends Route>(
  route: R,
  handle: Handler<R>,
  services: RouterServices,
): RequestHandler {
  const { httpAuth, auditor, logger } = services;

  return async (req, res, next) => {
    if (route.produces.length > 1) res.vary('Accept');
    let failure: PublicError | undefined;
    const publicErrorOf = (thrown: unknown) => {
      failure ??= toPublicError(thrown, logger);
      return failure;
    };
    try {
      const credentials =
        route.permission === 'none'
          ? undefined
          : await httpAuth.credentials(req, { allow: ['user', 'service'] });
      const attempt = await recordAttempt(auditor, route, req);
      try {
        const request = await enforce(route, credentials, req, services);
        const answer = await handle(request);
        if ('events' in answer) {
          await stream(answer.events, req, res, publicErrorOf);
          await attempt.success();
        } else {
          await attempt.success();
          writeBody(res, request.mediaType, answer);
        }
      } catch (thrown) {
        await attempt.fail({ error: publicErrorOf(thrown).error });
        throw thrown;
      }
    } catch (thrown) {
      const { error } = publicErrorOf(thrown);
      if (!res.headersSent) next(error);
    }
  };
}
