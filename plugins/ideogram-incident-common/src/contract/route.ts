import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { z } from 'zod';

/** @public */
export type RoutePermission =
  | ResourcePermission<'catalog-entity'>
  | ((action: string) => ResourcePermission<'catalog-entity'>)
  | 'none';

/**
 * One route of the HTTP contract: all that the router enforces, the client
 * calls and the OpenAPI document says of it.
 *
 * @public
 */
export interface Route<
  TParams extends z.ZodObject = z.ZodObject,
  TQuery extends z.ZodObject = z.ZodObject,
  TResponse extends z.ZodType = z.ZodType,
  TBody extends z.ZodType = z.ZodType,
  TAccepted extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post';
  /** In the form of express, below the plugin's base path. */
  path: string;
  summary: string;
  params: TParams;
  query: TQuery;
  /** The JSON that is sent along; left out where there is none. */
  body?: TBody;
  /** True where the header `Idempotency-Key` is read. */
  takesIdempotencyKey?: boolean;
  /** The body of the answer with status 200. */
  response: TResponse;
  /** The media types of the answer; the first one is the default. */
  produces: readonly [string, ...string[]];
  /** Statuses, other than 200, with which the same body is answered. */
  alsoAnswers?: readonly { status: number; description: string }[];
  /** The body of the answer with status 202, for what goes on by itself. */
  accepted?: TAccepted;
  /** Further errors than those that any route can answer. */
  refuses?: readonly (409 | 422)[];
  /**
   * What the caller has to be allowed, on the entity that the path names, or
   * that the operation belongs to which the path names. A function gets the
   * remediation action that the path, or that operation, names. `none` is for
   * documents that say nothing about anybody's system.
   */
  permission: RoutePermission;
  /** People only, where something changes; else services too. */
  callers: 'people' | 'people-and-services';
  /** Kebab-case, without the plugin's name. */
  auditEvent: { id: string; severity: 'low' | 'medium' | 'high' };
}

/**
 * Declares a route. It only keeps the types; a route without a permission or
 * an audit event does not compile.
 *
 * @public
 */
export function defineRoute<
  TParams extends z.ZodObject,
  TQuery extends z.ZodObject,
  TResponse extends z.ZodType,
  TBody extends z.ZodType = z.ZodUndefined,
  TAccepted extends z.ZodType = z.ZodNever,
>(
  route: Route<TParams, TQuery, TResponse, TBody, TAccepted>,
): Route<TParams, TQuery, TResponse, TBody, TAccepted> {
  return route;
}
