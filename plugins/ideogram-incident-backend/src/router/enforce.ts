import { InputError, NotAllowedError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request } from 'express';
import type { Authorization, Caller } from '../access';
import type { Attempt } from '../audit';
import { parse } from '../errors';
import type { RouteRequest, SubjectFinder, SubjectRequest } from '../feature';
import type { RequestBody } from './requestBody';

/** A request as it came in. */
export interface Received {
  req: Request;
  body: RequestBody | undefined;
  credentials: Caller | undefined;
  receivedAt: number;
  /** Aborts when the caller leaves. */
  untilLeft(): AbortSignal;
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

function idempotencyKeyOf(req: Request): string | undefined {
  const key = req.header('idempotency-key');
  if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) {
    throw new InputError(
      'Idempotency-Key: must be 1 to 200 visible ASCII characters',
    );
  }
  return key;
}

function bodyOf(route: Route, body: RequestBody | undefined): unknown {
  if (!route.body || !body) return undefined;
  if ('mistake' in body) throw body.mistake;
  return parse(route.body, body.value);
}

/** What was said of the subject, wherever in the request; nothing is checked. */
export const asReceived = (
  req: Request,
  body: RequestBody | undefined,
): SubjectRequest => ({
  params: req.params,
  query: req.query,
  body: body && 'value' in body ? body.value : undefined,
});

function requireKindOfCaller(route: Route, { principal }: Caller): void {
  if (route.callers === 'people' && principal.type !== 'user') {
    throw new NotAllowedError('Only a person who has signed in may do this');
  }
  if (route.callers === 'services' && principal.type !== 'service') {
    throw new NotAllowedError('Only a service may do this');
  }
}

/** A request that passed all that its route declares. */
interface Enforced<R extends Route> {
  request: RouteRequest<R>;
  /** False for a list that has not been filtered by what the caller may see. */
  mayAnswer(): boolean;
}

/**
 * Checks all that a route declares. What the path names is validated before
 * the permission, which is asked for it; all else after it.
 */
export async function enforce<R extends Route>(
  route: R,
  { req, body, credentials, receivedAt, untilLeft }: Received,
  attempt: Attempt,
  authorization: Authorization,
  finder: SubjectFinder<object> | undefined,
): Promise<Enforced<R>> {
  const received = asReceived(req, body);
  const params = parse(route.params, received.params) as Record<string, string>;
  const { permission } = route;
  let mayAnswer = true;
  let resolve: ((request: SubjectRequest) => object) | undefined;
  if (permission !== 'none') {
    if (!credentials) throw new Error('Authorized without credentials');
    requireKindOfCaller(route, credentials);
    if (typeof permission === 'object' && 'perItem' in permission) {
      mayAnswer = false;
      resolve = () => ({
        allowedOf(entityRefs: Iterable<string>) {
          mayAnswer = true;
          return authorization.allowedOf(
            permission.perItem,
            entityRefs,
            credentials,
          );
        },
        isAllowed: (other: BasicPermission) =>
          authorization.isAllowed(other, [], credentials),
      });
    } else {
      const subject = await finder?.find({ ...received, params }, credentials);
      if (subject?.meta) attempt.about(subject.meta);
      await authorization.authorize(
        subject ?? { entityRefs: [] },
        typeof permission === 'function'
          ? permission(subject?.action ?? params.action)
          : permission,
        credentials,
        // What was allowed a moment ago is remembered for reading only.
        { remembering: route.method === 'get' },
      );
      resolve = request => subject?.resolve(request) ?? {};
    }
  }
  const query = parse(route.query, received.query);
  const valid = { params, query, body: bodyOf(route, body) };
  const request = {
    ...valid,
    ...(route.takesIdempotencyKey && { idempotencyKey: idempotencyKeyOf(req) }),
    headers: req.headers,
    mediaType: req.accepts([...route.produces]) || route.produces[0],
    receivedAt,
    credentials,
    ...(await resolve?.(valid)),
  };
  // A getter within the literal would make that three times as slow.
  Object.defineProperty(request, 'signal', {
    get: untilLeft,
    enumerable: true,
  });
  return {
    request,
    mayAnswer: () => mayAnswer,
  } as unknown as Enforced<R>;
}
