import type { routes } from 'backstage-plugin-ideogram-incident-common';

/**
 * A route of the HTTP contract.
 *
 * @public
 */
export type RouteId = keyof typeof routes;

/**
 * What a schema of the contract takes, as zod itself defines it.
 *
 * @public
 */
export type SchemaInput<TSchema> = TSchema extends { _zod: { input: infer T } }
  ? T
  : never;

/**
 * What a schema of the contract gives.
 *
 * @public
 */
export type SchemaOutput<TSchema> = TSchema extends {
  _zod: { output: infer T };
}
  ? T
  : never;

/**
 * A part of a request, which may be left out where nothing in it is needed.
 *
 * @public
 */
export type RequestPart<TName extends string, T> = {} extends T
  ? { [N in TName]?: T }
  : undefined extends T
  ? { [N in TName]?: T }
  : { [N in TName]: T };

/**
 * The entity that a request names where its path has one. A path without
 * parameters has keys of all names in its type.
 *
 * @public
 */
export type NamesEntity<TParams> = string extends keyof TParams
  ? unknown
  : 'kind' extends keyof TParams
  ? { entityRef: string }
  : unknown;

/**
 * What a request of a route carries. An entity is named by its reference.
 *
 * @public
 */
export type RouteInput<Id extends RouteId> = NamesEntity<
  SchemaInput<(typeof routes)[Id]['params']>
> &
  RequestPart<
    'params',
    Omit<
      SchemaInput<(typeof routes)[Id]['params']>,
      'kind' | 'namespace' | 'name'
    >
  > &
  RequestPart<'query', SchemaInput<(typeof routes)[Id]['query']>> &
  RequestPart<'body', SchemaInput<NonNullable<(typeof routes)[Id]['body']>>> & {
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

/**
 * What a route answers.
 *
 * @public
 */
export type RouteAnswer<Id extends RouteId> = SchemaOutput<
  (typeof routes)[Id]['response']
>;

/**
 * What a route answers of something that it began.
 *
 * @public
 */
export type RouteAccepted<Id extends RouteId> = SchemaOutput<
  NonNullable<(typeof routes)[Id]['accepted']>
>;

/**
 * The routes of the HTTP contract, called. What changes something is given up
 * when no answer comes; then it is not known whether it was taken.
 *
 * @public
 */
export interface RouteCalls {
  /** Calls a route. */
  call<Id extends RouteId>(
    route: Id,
    input: RouteInput<Id>,
  ): Promise<RouteAnswer<Id>>;

  /**
   * Begins what goes on by itself. Where the answer is lost, the same input with
   * the same key answers what it began, and never begins it a second time.
   */
  start<Id extends RouteId>(
    route: Id,
    input: RouteInput<Id> & { idempotencyKey: string },
  ): Promise<RouteAccepted<Id>>;
}
