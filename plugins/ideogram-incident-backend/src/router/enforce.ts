import {
  parseEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request } from 'express';
import type { Authorization, Caller } from '../access';
import type { RouteRequest } from './handler';
import { parse } from './parse';
import type { RequestBody } from './requestBody';

/** Of what an operation is. */
export interface OperationSubject {
  entityRef: string;
  target: string;
  action: string;
}

/** Tells to which entity an operation belongs, and which action it runs. */
export interface OperationIndex {
  find(id: string): Promise<OperationSubject | undefined>;
}

export interface Attempt {
  req: Request;
  body: RequestBody | undefined;
  credentials: Caller | undefined;
  receivedAt: number;
  /** Aborts when the caller leaves. */
  untilLeft(): AbortSignal;
  /** What a path that names an operation is about; told before the permission. */
  onSubject(subject: OperationSubject): void;
}

interface Subject {
  entity: CompoundEntityRef;
  action: string;
}

async function subjectOf(
  params: Record<string, string>,
  operations: OperationIndex,
  onSubject: Attempt['onSubject'],
): Promise<Subject> {
  if ('id' in params) {
    const found = await operations.find(params.id);
    if (!found) throw new NotFoundError(`There is no operation ${params.id}`);
    onSubject(found);
    return { entity: parseEntityRef(found.entityRef), action: found.action };
  }
  const { kind, namespace, name, action = '' } = params;
  return { entity: { kind, namespace, name }, action };
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

/**
 * Checks all that a route declares. What the path names is validated before
 * the permission, which is asked for it; all else after it.
 */
export async function enforce<R extends Route>(
  route: R,
  { req, body, credentials, receivedAt, untilLeft, onSubject }: Attempt,
  authorization: Authorization,
  operations: OperationIndex,
): Promise<RouteRequest<R>> {
  const params = parse(route.params, req.params);
  let scope = {};
  if (route.permission !== 'none') {
    if (!credentials) throw new Error('Authorized without credentials');
    const changes = route.callers === 'people';
    if (changes && credentials.principal.type !== 'user') {
      throw new NotAllowedError('Only a person who has signed in may do this');
    }
    const { entity, action } = await subjectOf(
      params as Record<string, string>,
      operations,
      onSubject,
    );
    const entityRef = stringifyEntityRef(entity);
    const permission =
      typeof route.permission === 'function'
        ? route.permission(action)
        : route.permission;
    // What was allowed a moment ago is remembered for reading only.
    await (changes
      ? authorization.requireNow(permission, entityRef, credentials)
      : authorization.require(permission, entityRef, credentials));
    scope = { entity, entityRef, credentials };
  }
  return {
    params,
    query: parse(route.query, req.query),
    body: bodyOf(route, body),
    ...(route.takesIdempotencyKey && { idempotencyKey: idempotencyKeyOf(req) }),
    mediaType: req.accepts([...route.produces]) || route.produces[0],
    receivedAt,
    get signal() {
      return untilLeft();
    },
    ...scope,
  } as RouteRequest<R>;
}
