import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  readingSchema,
  routes,
  type EntityTargets,
  type Metrics,
  type Reading,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type { IdeogramIncidentApi, TriageEvent } from './IdeogramIncidentApi';
import { readEvents } from './readEvents';
import { routeUrl } from './routeUrl';
import { SilenceTimer } from './SilenceTimer';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/** The backend sends a comment well before this; silence is a lost connection. */
const SILENCE_MS = 45_000;

interface Schema<T> {
  safeParse(value: unknown): { success: boolean; data?: T };
}

/**
 * Asks the backend plugin, by the routes of the HTTP contract.
 */
export class IdeogramIncidentClient implements IdeogramIncidentApi {
  constructor(private readonly fetchApi: FetchApi) {}

  getTargets(entityRef: string): Promise<EntityTargets> {
    return this.getJson(
      routeUrl(routes.targets, entityRef),
      routes.targets.response,
    );
  }

  getMetrics(options: {
    entityRef: string;
    target: string;
    since: string;
  }): Promise<Metrics> {
    const { entityRef, target, since } = options;
    return this.getJson(
      routeUrl(routes.metrics, entityRef, { target, since }),
      routes.metrics.response,
    );
  }

  async *streamTriage(options: {
    entityRef: string;
    target: string;
    signal?: AbortSignal;
  }): AsyncGenerator<TriageEvent> {
    const { entityRef, target, signal } = options;
    const url = routeUrl(routes.triage, entityRef, { target });
    const silence = new SilenceTimer(SILENCE_MS, signal);
    try {
      const response = await this.fetch(url, {
        headers: { Accept: 'text/event-stream' },
        signal: silence.signal,
      });
      if (isOf(response, 'text/event-stream') && response.body) {
        for await (const event of readEvents(response.body, silence.reset)) {
          if (event.event === 'reading') {
            const reading = parsed(event.data, readingSchema);
            // A reading that can't be understood is still part of the triage.
            if (reading) {
              yield { type: 'reading', reading: reading as Reading };
            }
          } else if (event.event === 'triage') {
            yield {
              type: 'triage',
              triage: this.triage(parsed(event.data, routes.triage.response)),
            };
            return;
          }
        }
      } else if (isOf(response, 'application/json')) {
        yield {
          type: 'triage',
          triage: await this.body(response, routes.triage.response),
        };
        return;
      }
      // Some proxies end or replace event streams: ask for the plain answer.
      silence.reset();
      yield {
        type: 'triage',
        triage: await this.getJson(url, routes.triage.response, silence.signal),
      };
    } finally {
      silence.stop();
    }
  }

  private async getJson<T>(
    url: string,
    schema: Schema<unknown>,
    signal?: AbortSignal,
  ): Promise<T> {
    const headers = { Accept: 'application/json' };
    return this.body<T>(await this.fetch(url, { headers, signal }), schema);
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    const response = await this.fetchApi.fetch(url, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }

  private async body<T>(
    response: Response,
    schema: Schema<unknown>,
  ): Promise<T> {
    if (!isOf(response, 'application/json')) throw new UnexpectedAnswerError();
    const result = parsed(await response.text(), schema);
    if (result === undefined) throw new UnexpectedAnswerError();
    return result as T;
  }

  private triage(value: unknown): Triage {
    if (value === undefined) throw new UnexpectedAnswerError();
    return value as Triage;
  }
}

function isOf(response: Response, mediaType: string): boolean {
  const contentType = response.headers.get('content-type') ?? '';
  return contentType.toLocaleLowerCase('en-US').startsWith(mediaType);
}

function parsed<T>(text: string, schema: Schema<T>): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
