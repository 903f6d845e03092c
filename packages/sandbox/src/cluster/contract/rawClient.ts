import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { PatchStrategy, type KubeConfig } from '@kubernetes/client-node';
import { refusal } from '../kubernetesClient';

export type Query = Record<string, string | number | boolean | undefined>;

const patchTypes = {
  merge: PatchStrategy.MergePatch,
  strategic: PatchStrategy.StrategicMergePatch,
};

/**
 * Asks an API server in plain JSON. What a contract is about is what goes over
 * the wire: the typed clients turn times into dates, and leave out what they
 * do not know.
 */
export class RawClient {
  constructor(readonly kubeConfig: KubeConfig) {}

  get<T = any>(path: string, query?: Query): Promise<T> {
    return this.json('GET', path, query);
  }

  create<T = any>(path: string, body: object, query?: Query): Promise<T> {
    return this.json('POST', path, query, body);
  }

  update<T = any>(path: string, body: object, query?: Query): Promise<T> {
    return this.json('PUT', path, query, body);
  }

  patch<T = any>(
    path: string,
    type: keyof typeof patchTypes,
    body: object,
    query?: Query,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.json('PATCH', path, query, body, patchTypes[type], signal);
  }

  delete<T = any>(path: string, body?: object): Promise<T> {
    return this.json('DELETE', path, {}, body);
  }

  /** The answer as text, such as a log. */
  async text(path: string, query?: Query): Promise<string> {
    return text(await this.ask('GET', path, query));
  }

  /** The answer as it comes, such as a log that is followed. */
  stream(
    path: string,
    query: Query,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    return this.ask('GET', path, query, undefined, undefined, signal);
  }

  private async json<T>(...call: Parameters<RawClient['ask']>): Promise<T> {
    return JSON.parse(await text(await this.ask(...call)));
  }

  private async ask(
    method: string,
    path: string,
    query: Query = {},
    body?: object,
    contentType = 'application/json',
    signal: AbortSignal | undefined = AbortSignal.timeout(10_000),
  ): Promise<IncomingMessage> {
    const url = new URL(this.kubeConfig.getCurrentCluster()!.server + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const options: RequestOptions = { method, signal };
    await this.kubeConfig.applyToHTTPSOptions(options);
    const sent = request(url, options);
    const content = body && JSON.stringify(body);
    if (content) {
      sent.setHeader('content-type', contentType);
      sent.setHeader('content-length', Buffer.byteLength(content));
    }
    sent.end(content);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const code = answer.statusCode ?? 0;
    if (code < 300) return answer;
    throw refusal(code, await text(answer));
  }
}
