import { parseEntityRef } from '@backstage/catalog-model';
import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { routes, type Route } from 'backstage-plugin-ideogram-incident-common';
import { readEvents, SilenceTimer, SILENCE_MS } from './eventStream';
import { UnexpectedAnswerError } from './requestFailure';
import type {
  RouteAccepted,
  RouteAnswer,
  RouteCalls,
  RouteId,
  RouteInput,
} from './RouteCalls';

/** Longer than it takes at its worst; after it the answer is lost. */
const ANSWER_MS = 15_000;
/** The same of what changes something, for which the cluster is asked. */
const CHANGE_MS = 30_000;

const JSON_TYPE = 'application/json';
const EVENT_STREAM = 'text/event-stream';

/** The input of any route, as far as a request is made of it. */
interface AnyInput {
  entityRef?: string;
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What arrives while a route is followed as an event stream. */
type RouteEvent<Id extends RouteId> =
  /** The portal has answered. */
  | { type: 'open' }
  | { type: 'event'; name: string; data: string }
  /** In the stream's place, or after a stream that did not tell all. */
  | { type: 'answer'; answer: RouteAnswer<Id> };

/** Calls the routes of the contract, and checks their answers by it. */
export class RouteClient implements RouteCalls {
  constructor(private readonly fetchApi: FetchApi) {}

  call<Id extends RouteId>(id: Id, input: RouteInput<Id>) {
    const { response } = routes[id];
    return this.send<RouteAnswer<Id>>(routes[id], input as AnyInput, response);
  }

  start<Id extends RouteId>(id: Id, input: RouteInput<Id>) {
    const { accepted, response } = routes[id] as Route;
    return this.send<RouteAccepted<Id>>(
      routes[id],
      input as AnyInput,
      accepted ?? response,
    );
  }

  /**
   * Follows what a route tells while it changes. Where something on the way
   * ends or replaces event streams, the plain answer comes in the end.
   *
   * @param streamed - false for the plain answer at once
   */
  async *follow<Id extends RouteId>(
    id: Id,
    input: RouteInput<Id>,
    streamed = true,
  ): AsyncGenerator<RouteEvent<Id>> {
    const route: Route = routes[id];
    const silence = new SilenceTimer(SILENCE_MS, input.signal);
    const request = { ...(input as AnyInput), signal: silence.signal };
    const answerOf = async (response: Response): Promise<RouteEvent<Id>> => ({
      type: 'answer',
      answer: await bodyOf<RouteAnswer<Id>>(response, route.response),
    });
    try {
      if (streamed) {
        const response = await this.fetch(route, request, EVENT_STREAM);
        yield { type: 'open' };
        if (isOf(response, JSON_TYPE)) {
          yield await answerOf(response);
          return;
        }
        if (isOf(response, EVENT_STREAM) && response.body) {
          for await (const message of readEvents(
            response.body,
            silence.reset,
          )) {
            // What went wrong is told by the plain answer.
            if (message.event === 'error') break;
            const { event: name = 'message', data } = message;
            yield { type: 'event', name, data };
          }
        }
        silence.reset();
      }
      yield await answerOf(await this.fetch(route, request));
    } finally {
      silence.stop();
    }
  }

  private async send<T>(
    route: Pick<Route, 'method' | 'path'>,
    input: AnyInput,
    schema: Schema,
  ): Promise<T> {
    const deadline = new SilenceTimer(
      route.method === 'get' ? ANSWER_MS : CHANGE_MS,
      input.signal,
    );
    try {
      const request = { ...input, signal: deadline.signal };
      return await bodyOf<T>(await this.fetch(route, request), schema);
    } finally {
      deadline.stop();
    }
  }

  /** @throws ResponseError where the answer has an error status */
  private async fetch(
    route: Pick<Route, 'method' | 'path'>,
    input: AnyInput,
    accept = JSON_TYPE,
  ): Promise<Response> {
    const { body, idempotencyKey, signal } = input;
    const response = await this.fetchApi.fetch(urlOf(route.path, input), {
      method: route.method.toLocaleUpperCase('en-US'),
      headers: {
        Accept: accept,
        ...(route.method !== 'get' && { 'Content-Type': JSON_TYPE }),
        ...(idempotencyKey !== undefined && {
          'Idempotency-Key': idempotencyKey,
        }),
      },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/**
 * The address of a route, in the form that `fetchApi` resolves. Nothing of a
 * parameter or a query reaches it unencoded.
 */
function urlOf(path: string, { entityRef, params, query = {} }: AnyInput) {
  const all: Record<string, string> = {
    ...(entityRef !== undefined && parseEntityRef(entityRef)),
    ...params,
  };
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(all[name]),
  );
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString();
  return `plugin://ideogram-incident${filled}${search ? `?${search}` : ''}`;
}

/** A schema of the contract, as far as it is used here. */
interface Schema<T = unknown> {
  safeParse(value: unknown): { success: boolean; data?: T };
}

function isOf(response: Response, mediaType: string): boolean {
  const contentType = response.headers.get('content-type') ?? '';
  return contentType.toLocaleLowerCase('en-US').startsWith(mediaType);
}

/** @throws UnexpectedAnswerError where it is not what the contract says */
async function bodyOf<T>(response: Response, schema: Schema): Promise<T> {
  if (!isOf(response, JSON_TYPE)) throw new UnexpectedAnswerError();
  return parsed(await response.text(), schema) as T;
}

/** @throws UnexpectedAnswerError where it is no JSON, or of another shape */
export function parsed<T>(text: string, schema: Schema<T>): T {
  try {
    const result = schema.safeParse(JSON.parse(text));
    if (result.success) return result.data as T;
  } catch {
    // As of another shape.
  }
  throw new UnexpectedAnswerError();
}
