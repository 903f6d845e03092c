import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { z } from 'zod';

type EntityPermission = ResourcePermission<'catalog-entity'>;

/**
 * What the caller has to be allowed on an entity to which the subject belongs;
 * a function gets the remediation action that the path or the subject names.
 * Where a route has no subject: a permission for no resource; or `perItem`, for
 * lists that hold only what the caller may see; or `none`, for documents that
 * say nothing about anybody's system.
 *
 * @public
 */
export type RoutePermission =
  | EntityPermission
  | ((action: string) => EntityPermission)
  | BasicPermission
  | { perItem: EntityPermission }
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
  TSubject extends string = string,
> {
  method: 'get' | 'post' | 'put' | 'patch';
  /** In the form of express, below the plugin's base path. */
  path: string;
  /**
   * What the path is about, such as `entity` or `operation`: a feature knows
   * how it is found, and to which entity it belongs. `none` where it is about
   * nothing of that kind.
   */
  subject: TSubject;
  summary: string;
  params: TParams;
  query: TQuery;
  /** The JSON that is sent along; left out where there is none. */
  body?: TBody;
  /** How long it may be; 64 KiB where left out. */
  bodyLimitBytes?: number;
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
  permission: RoutePermission;
  /** People only, where a person has to answer for it. */
  callers: 'people' | 'people-and-services' | 'services';
  /** Kebab-case, without the plugin's name. */
  auditEvent: { id: string; severity: 'low' | 'medium' | 'high' };
}

/**
 * Declares a route. It only keeps the types; a route without a subject, a
 * permission or an audit event does not compile.
 */
export function defineRoute<
  TParams extends z.ZodObject,
  TQuery extends z.ZodObject,
  TResponse extends z.ZodType,
  TBody extends z.ZodType = z.ZodUndefined,
  TAccepted extends z.ZodType = z.ZodNever,
  TSubject extends string = string,
>(
  route: Route<TParams, TQuery, TResponse, TBody, TAccepted, TSubject>,
): Route<TParams, TQuery, TResponse, TBody, TAccepted, TSubject> {
  return route;
}
