import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  maskSecrets,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import { isDatabaseAway } from './databaseAway';
import { messageOf } from './messageOf';
import { MistakesError } from './parse';

const STATUS_BY_NAME: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  TooLargeError: 413,
  RefusedError: 422,
  CallerLeftError: 499,
  ServiceUnavailableError: 503,
};

/** Nobody is left to be answered; but the record says why it ended. */
export class CallerLeftError extends Error {
  override readonly name = 'CallerLeftError';

  constructor() {
    super('The caller left before the end');
  }
}

const DATABASE_AWAY = "The portal's database is unavailable";

/** More was sent than is read. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** What else was meant for the caller: who or what stands in the way. */
function shownBeside(thrown: Error): object {
  const { problem, operation } = thrown as {
    problem?: Problem;
    operation?: string;
  };
  return {
    ...(problem && {
      problem: {
        issue: maskSecrets(problem.issue).text,
        cause: maskSecrets(problem.cause).text,
        solution: maskSecrets(problem.solution).text,
      },
    }),
    ...(operation !== undefined && { operation }),
  };
}

/**
 * Something has changed since the caller saw it. It is answered beside the
 * error, so that nobody has to ask for it again.
 */
export class StaleError extends ConflictError {
  /** @param present - what there is now, by the name of its field */
  constructor(message: string, readonly present: Record<string, object>) {
    super(message);
  }
}

/** An error as a caller, and the audit log, may see it. */
export interface PublicError {
  error: Error;
  statusCode: number;
  /** What is answered beside the error. */
  beside?: Record<string, object>;
}

/**
 * Errors that were thrown for the caller pass, secrets masked, without their
 * cause. So does that the database is away. Of any other only a reference leaves the backend: its message was
 * written for nobody, and may name hosts, accounts or queries.
 */
export function toPublicError(
  thrown: unknown,
  logger: LoggerService,
): PublicError {
  const name = isError(thrown) ? thrown.name : '';
  const statusCode = Object.hasOwn(STATUS_BY_NAME, name)
    ? STATUS_BY_NAME[name]
    : 500;
  if (isError(thrown) && statusCode !== 500) {
    const error = new Error(
      thrown instanceof MistakesError
        ? thrown.message
        : maskSecrets(thrown.message).text,
    );
    error.name = name;
    return {
      error: Object.defineProperty(
        Object.assign(error, shownBeside(thrown)),
        // Where Backstage's own error handler looks for it first.
        'statusCode',
        { value: statusCode },
      ),
      statusCode,
      ...(thrown instanceof StaleError && { beside: thrown.present }),
    };
  }
  if (isError(thrown) && isDatabaseAway(thrown)) {
    logger.warn(`${DATABASE_AWAY}: ${maskSecrets(messageOf(thrown)).text}`);
    return toPublicError(
      new ServiceUnavailableError(`${DATABASE_AWAY}: try again in a minute`),
      logger,
    );
  }
  const reference = randomUUID();
  const text = isError(thrown) ? thrown.stack ?? String(thrown) : typeof thrown;
  logger.error(`Unexpected error ${reference}: ${maskSecrets(text).text}`);
  return {
    error: new InternalError(
      `Unexpected error: the backend's log explains it under ${reference}`,
    ),
    statusCode,
  };
}
