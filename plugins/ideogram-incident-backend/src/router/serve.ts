import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { serializeError } from '@backstage/errors';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request, RequestHandler, Response } from 'express';
import type { Authorization } from '../access';
import { recordAttempt } from '../audit';
import { toPublicError, type PublicError } from '../errors';
import type {
  HandlerResult,
  Handler,
  SendEvent,
  SubjectFinder,
} from '../feature';
import type { TargetMaskers } from '../redaction';
import { asReceived, enforce } from './enforce';
import { openEventStream } from './eventStream';
import { bodyReader } from './requestBody';
import { sendFile } from './sendFile';
import { writeBody } from './writeBody';

/** What the router enforces the contract with. */
export interface RouterServices {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  authorization: Authorization;
  logger: LoggerService;
  /** Of which the keys that are known may stand in what is put on record. */
  maskers: Pick<TargetMaskers, 'knownKeys'>;
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

/** As Backstage answers errors. */
const errorBody = (req: Request, error: Error, statusCode: number) => ({
  error: serializeError(error),
  request: { method: req.method, url: req.originalUrl },
  response: { statusCode },
});

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
    send('error', errorBody(req, error, statusCode));
    throw error;
  } finally {
    end();
  }
}

/**
 * The one place where a route's declarations are enforced, in this order:
 * authentication, audit, subject, permission, validation. What the path names
 * is validated before the permission, which is asked for it.
 */
export function serve<R extends Route>(
  route: R,
  handle: Handler<R>,
  finder: SubjectFinder<object> | undefined,
  services: RouterServices,
): RequestHandler {
  const { httpAuth, auditor, authorization, logger, maskers } = services;
  const readBody = route.body && bodyReader(route.bodyLimitBytes);

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
      const body = readBody && (await readBody(req, res));
      const said = asReceived(req, body);
      const attempt = await recordAttempt(auditor, {
        event: route.auditEvent,
        request: req,
        named: { ...finder?.named(said), action: said.params.action },
        input: { target: said.query.target, ...Object(said.body) },
        secrets: maskers.knownKeys,
      });
      try {
        const { request, mayAnswer } = await enforce(
          route,
          { req, body, credentials, receivedAt, untilLeft: untilLeft(res) },
          attempt,
          authorization,
          finder,
        );
        const answer: HandlerResult<R> = await handle(request);
        if (!mayAnswer()) throw new Error('A list without asking who may see');
        if ('events' in answer) {
          await stream(answer.events, req, res, publicErrorOf);
          await attempt.success();
        } else if ('file' in answer) {
          await sendFile(res, request.mediaType, answer, request.signal);
          await attempt.success();
        } else {
          await attempt.success();
          writeBody(
            res,
            request.mediaType,
            'accepted' in answer
              ? { status: 202, body: answer.accepted }
              : answer,
          );
        }
      } catch (thrown) {
        await attempt.fail(publicErrorOf(thrown).error);
        throw thrown;
      }
    } catch (thrown) {
      const { error, statusCode, beside } = publicErrorOf(thrown);
      if (res.headersSent) return;
      if (!beside) {
        next(error);
        return;
      }
      const body = { ...beside, ...errorBody(req, error, statusCode) };
      writeBody(res, 'application/json', { status: statusCode, body });
    }
  };
}
