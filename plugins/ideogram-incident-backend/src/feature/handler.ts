import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { Route, routes } from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import type { Caller } from '../access';
import type { SubjectParts } from './subject';

/** What the router adds where a route is about something: it is authorized. */
type PartsOf<Subject> = Subject extends keyof SubjectParts
  ? SubjectParts[Subject] & { credentials: Caller }
  : {
      /**
       * Those of the entities on which the caller has the permission that the
       * route needs per item. An answer without having asked is refused.
       */
      allowedOf(entityRefs: Iterable<string>): Promise<ReadonlySet<string>>;
      /** Whether the caller has another permission, for reading. */
      isAllowed(permission: BasicPermission): Promise<boolean>;
    };

/** A request that passed all that its route declares. */
export type RouteRequest<R extends Route> = {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: z.output<NonNullable<R['body']>>;
  /** Where the route takes one and the caller gave it. */
  idempotencyKey?: string;
  headers: IncomingHttpHeaders;
  /** That of `produces` which the caller likes best. */
  mediaType: R['produces'][number];
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Aborts when the caller leaves. */
  signal: AbortSignal;
} & PartsOf<R['subject']>;

/** Writes one server-sent event; does nothing once the caller has left. */
export type SendEvent = (event: string, data: object) => void;

/** What is sent as it is read, with headers such as Content-Disposition. */
export interface FileAnswer {
  status?: number;
  headers?: Record<string, string>;
  file: Readable;
}

/**
 * A body with its status, 200 where left out; what was accepted, with 202; a
 * stream of events; or a file.
 */
export type HandlerResult<R extends Route> =
  | { status?: number; body: z.output<R['response']> }
  | { accepted: z.output<NonNullable<R['accepted']>> }
  | { events: (send: SendEvent) => Promise<void> }
  | FileAnswer;

export type Handler<R extends Route> = (
  request: RouteRequest<R>,
) => Promise<HandlerResult<R>>;

/** Exactly one handler for each route. */
export type HandlersOf<Routes extends Record<string, Route>> = {
  [Id in keyof Routes]: Handler<Routes[Id]>;
};

/** Those of the contract. */
export type Handlers = HandlersOf<typeof routes>;
