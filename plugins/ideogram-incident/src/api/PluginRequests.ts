import type { FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/** A schema of the contract, as far as it is used here. */
export interface Schema<T> {
  safeParse(value: unknown): { success: boolean; data?: T };
}

/** The requests to the backend plugin, their answers checked by the contract. */
export class PluginRequests {
  constructor(private readonly fetchApi: FetchApi) {}

  /** @throws ResponseError where the answer has an error status */
  async fetch(url: string, init: RequestInit): Promise<Response> {
    const response = await this.fetchApi.fetch(url, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }

  async getJson<T>(
    url: string,
    schema: Schema<unknown>,
    signal?: AbortSignal,
  ): Promise<T> {
    const headers = { Accept: 'application/json' };
    return bodyOf<T>(await this.fetch(url, { headers, signal }), schema);
  }

  async postJson<T>(
    url: string,
    schema: Schema<unknown>,
    options: {
      body?: unknown;
      headers?: Record<string, string>;
      signal?: AbortSignal;
    },
  ): Promise<T> {
    const response = await this.fetch(url, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        ...options.headers,
      },
      body: JSON.stringify(options.body),
      signal: options.signal,
    });
    return bodyOf<T>(response, schema);
  }
}

/** @throws UnexpectedAnswerError where it is not what the contract says */
export async function bodyOf<T>(
  response: Response,
  schema: Schema<unknown>,
): Promise<T> {
  if (!isOf(response, 'application/json')) throw new UnexpectedAnswerError();
  const result = parsed(await response.text(), schema);
  if (result === undefined) throw new UnexpectedAnswerError();
  return result as T;
}

export function isOf(response: Response, mediaType: string): boolean {
  const contentType = response.headers.get('content-type') ?? '';
  return contentType.toLocaleLowerCase('en-US').startsWith(mediaType);
}

/** Undefined where it is no JSON, or of another shape. */
export function parsed<T>(text: string, schema: Schema<T>): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
