import type { routes } from 'backstage-plugin-ideogram-incident-common';

type Routes = typeof routes;

/**
 * A route of the HTTP contract.
 *
 * @public
 */
export type RouteId = keyof Routes;

// What a schema takes and gives, as zod itself defines it.
type Taken<TSchema> = TSchema extends { _zod: { input: infer T } } ? T : never;
type Given<TSchema> = TSchema extends { _zod: { output: infer T } } ? T : never;

/** May be left out where nothing in it is needed. */
type Part<TName extends string, T> = {} extends T | undefined
  ? { [N in TName]?: T }
  : undefined extends T
  ? { [N in TName]?: T }
  : { [N in TName]: T };

type EntityParam = 'kind' | 'namespace' | 'name';
type Params<Id extends RouteId> = Taken<Routes[Id]['params']>;

/**
 * What a request of a route carries. An entity is named by its reference.
 *
 * @public
 */
export type RouteInput<Id extends RouteId> =
  (EntityParam extends keyof Params<Id> ? { entityRef: string } : unknown) &
    Part<'params', Omit<Params<Id>, EntityParam>> &
    Part<'query', Taken<Routes[Id]['query']>> &
    Part<'body', Taken<NonNullable<Routes[Id]['body']>>> & {
      idempotencyKey?: string;
      signal?: AbortSignal;
    };

/**
 * What a route answers.
 *
 * @public
 */
export type RouteAnswer<Id extends RouteId> = Given<Routes[Id]['response']>;

/**
 * What a route answers of something that it began.
 *
 * @public
 */
export type RouteAccepted<Id extends RouteId> = Given<
  NonNullable<Routes[Id]['accepted']>
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
