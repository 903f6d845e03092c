import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { serializeError } from '@backstage/errors';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request, RequestHandler, Response } from 'express';
import type { Authorization } from '../access';
import { aboutOperation, recordAttempt, type AboutOperation } from './audit';
import { enforce, type OperationIndex } from './enforce';
import { openEventStream } from './eventStream';
import type { Handler, SendEvent } from './handler';
import { toPublicError, type PublicError } from './publicError';
import { readRequestBody } from './requestBody';
import { writeBody } from './writeBody';

/** What the router enforces the contract with. */
export interface RouterServices {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorization: Authorization;
  operations: OperationIndex;
  logger: LoggerService;
}

/** Made for those who ask for it: most requests are over at once. */
function untilLeft(res: Response): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal) return signal;
    const left = new AbortController();
    signal = left.signal;
    if (res.closed) left.abort();
    else res.once('close', () => left.abort());
    return signal;
  };
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
  const { httpAuth, auditor, authorization, operations, logger } = services;

  return async (req, res, next) => {
    const receivedAt = Date.now();
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
      const body = route.body && (await readRequestBody(req, res));
      const attempt = await recordAttempt(auditor, route, req, body);
      let meta: AboutOperation | undefined;
      try {
        const request = await enforce(
          route,
          {
            req,
            body,
            credentials,
            receivedAt,
            untilLeft: untilLeft(res),
            onSubject: subject => {
              meta = aboutOperation(subject);
            },
          },
          authorization,
          operations,
        );
        const answer = await handle(request);
        if ('events' in answer) {
          await stream(answer.events, req, res, publicErrorOf);
          await attempt.success({ meta });
        } else {
          await attempt.success({ meta });
          writeBody(
            res,
            request.mediaType,
            'accepted' in answer
              ? { status: 202, body: answer.accepted }
              : answer,
          );
        }
      } catch (thrown) {
        await attempt.fail({ error: publicErrorOf(thrown).error, meta });
        throw thrown;
      }
    } catch (thrown) {
      const { error } = publicErrorOf(thrown);
      if (!res.headersSent) next(error);
    }
  };
}
