import type { Status } from '../objects';
import type { Attributes } from './rbac';
import type { FieldMistake } from './strategies/strategy';
import { qualifiedName, type Resource } from './resources';

/** A refusal, in the form and wording of a Kubernetes API server. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
    this.name = 'StatusError';
  }

  toStatus(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

type Named = Pick<Resource, 'group' | 'plural'>;

/** A refusal that is about one object, or where it has no name, about its kind. */
function about(
  code: number,
  reason: string,
  resource: Named,
  name: string,
  words: (object: string) => string,
): StatusError {
  const { group, plural } = resource;
  const object = `${qualifiedName(resource)}${name ? ` "${name}"` : ''}`;
  return new StatusError(code, reason, words(object), {
    name,
    ...(group && { group }),
    kind: plural,
  });
}

export const refuse = {
  badRequest: (message: string) => new StatusError(400, 'BadRequest', message),

  unauthorized: () => new StatusError(401, 'Unauthorized', 'Unauthorized'),

  forbidden: (resource: Named, name: string, why: string) =>
    about(403, 'Forbidden', resource, name, it => `${it} is forbidden: ${why}`),

  notFound: (resource: Resource, name: string) =>
    about(404, 'NotFound', resource, name, it => `${it} not found`),

  methodNotAllowed: () =>
    new StatusError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    ),

  alreadyExists: (resource: Resource, name: string) =>
    about(409, 'AlreadyExists', resource, name, it => `${it} already exists`),

  conflict: (
    resource: Resource,
    name: string,
    why = 'the object has been modified; please apply your changes to the latest version and try again',
  ) =>
    about(
      409,
      'Conflict',
      resource,
      name,
      it => `Operation cannot be fulfilled on ${it}: ${why}`,
    ),

  expired: (version: number, oldest: number) =>
    new StatusError(
      410,
      'Expired',
      `too old resource version: ${version} (${oldest})`,
    ),

  tooLarge: (limit: number) =>
    new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${limit}`,
    ),

  unsupportedMediaType: (accepted: string[]) =>
    new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
        ', ',
      )}`,
    ),

  invalid: (kind: string, name: string, causes: FieldMistake[]) => {
    const messages = causes.map(cause => `${cause.field}: ${cause.message}`);
    return new StatusError(
      422,
      'Invalid',
      `${kind} "${name}" is invalid: ${
        messages.length === 1 ? messages[0] : `[${messages.join(', ')}]`
      }`,
      { name, kind: kind.split('.')[0], causes },
    );
  },

  internal: (message: string) =>
    new StatusError(
      500,
      'InternalError',
      `Internal error occurred: ${message}`,
    ),
};

/** The refusal of what somebody has no right to. */
export function refuseAttributes(asked: Attributes, why: string): StatusError {
  if ('path' in asked) {
    return new StatusError(403, 'Forbidden', `forbidden: ${why}`, {});
  }
  const [plural] = asked.resource.split('/');
  return refuse.forbidden(
    { group: asked.group, plural },
    asked.name ?? '',
    why,
  );
}
