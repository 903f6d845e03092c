import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { Route, routes } from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import type { Caller } from '../access';

/** What the router adds where there is a permission: it is authorized. */
interface EntityRequest {
  entity: CompoundEntityRef;
  entityRef: string;
  credentials: Caller;
}

/** A request that passed all that its route declares. */
export type RouteRequest<R extends Route> = {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<NonNullable<R['body']>>;
  /** Where the route takes one and the caller gave it. */
  idempotencyKey?: string;
  /** That of `produces` which the caller likes best. */
  mediaType: R['produces'][number];
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Aborts when the caller leaves. */
  signal: AbortSignal;
} & (z.output<R['params']> extends CompoundEntityRef | { id: string }
  ? EntityRequest
  : unknown);

/** Writes one server-sent event; does nothing once the caller has left. */
export type SendEvent = (event: string, data: object) => void;

/**
 * A body with its status, 200 where left out; what was accepted, with 202; or
 * a stream of events.
 */
export type Answer<R extends Route> =
  | { status?: number; body: z.output<R['response']> }
  | { accepted: z.output<NonNullable<R['accepted']>> }
  | { events: (send: SendEvent) => Promise<void> };

export type Handler<R extends Route> = (
  request: RouteRequest<R>,
) => Promise<Answer<R>>;

/** One handler for each route of the contract. */
export type Handlers = {
  [Id in keyof typeof routes]: Handler<(typeof routes)[Id]>;
};
