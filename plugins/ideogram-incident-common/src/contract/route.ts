import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { z } from 'zod';

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
> {
  method: 'get' | 'post';
  /** In the form of express, below the plugin's base path. */
  path: string;
  summary: string;
  params: TParams;
  query: TQuery;
  /** The body of the answer with status 200. */
  response: TResponse;
  /** The media types of the answer; the first one is the default. */
  produces: readonly [string, ...string[]];
  /** Statuses, other than 200, with which the same body is answered. */
  alsoAnswers?: readonly { status: number; description: string }[];
  /**
   * What the caller has to be allowed, on the entity that the path names.
   * `none` is for documents that say nothing about anybody's system.
   */
  permission: ResourcePermission<'catalog-entity'> | 'none';
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
>(route: Route<TParams, TQuery, TResponse>): Route<TParams, TQuery, TResponse> {
  return route;
}
