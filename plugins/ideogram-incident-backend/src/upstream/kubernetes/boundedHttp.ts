import http from 'node:http';
import https from 'node:https';
import {
  ResponseContext,
  wrapHttpLibrary,
  type HttpLibrary,
  type RequestContext,
} from '@kubernetes/client-node';
import { fault } from 'backstage-plugin-ideogram-incident-common';
import {
  mediaTypeOf,
  originInWords,
  parseJson,
  readText,
  TooDeepError,
} from '../http';
import { KubernetesError, toConnectionError } from './kubernetesError';
import { refusal } from './refusal';

export interface AnswerLimits {
  /** The deadline. */
  signal: AbortSignal;
  /** How long the deadline gave, for the words of a timeout. */
  timeoutMs: number;
  maxBytes: number;
  /** Of the requests: must not come back in the words of a refusal. */
  secrets?: readonly string[];
  /** A log is text, whatever it looks like; all else is JSON. */
  expects: 'json' | 'text';
  /** There is a connection, on which the request goes its way. */
  onSent?: () => void;
}

/** Of an answer that is no success only the message matters. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * What the generated client sends its requests through. Its own buffers whole
 * answers however long, follows redirects with the token, and quotes both in
 * its errors. Only answers of the asked kind get past this one.
 */
export function boundedHttp(limits: AnswerLimits): HttpLibrary {
  return wrapHttpLibrary({
    async send(request) {
      try {
        return await send(request, limits);
      } catch (error) {
        throw limits.signal.aborted
          ? KubernetesError.timeout(limits.timeoutMs)
          : toConnectionError(error, limits.timeoutMs);
      }
    },
  });
}

async function send(
  request: RequestContext,
  limits: AnswerLimits,
): Promise<ResponseContext> {
  const response = await ask(request, limits);
  try {
    return await read(request, response, limits);
  } finally {
    // A connection whose answer was not read to its end is of no more use.
    if (!response.complete) response.destroy();
  }
}

function ask(
  request: RequestContext,
  { signal, onSent = () => {} }: AnswerLimits,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.getUrl());
    const isPlain = url.protocol === 'http:';
    const { request: start } = isPlain ? http : https;
    start(url, {
      method: request.getHttpMethod(),
      headers: request.getHeaders(),
      agent: request.getAgent(),
      signal,
    })
      .once('error', reject)
      .once('response', resolve)
      .once('socket', socket => {
        if (!socket.connecting) onSent();
        else socket.once(isPlain ? 'connect' : 'secureConnect', onSent);
      })
      .end(request.getBody());
  });
}

async function read(
  request: RequestContext,
  response: http.IncomingMessage,
  limits: AnswerLimits,
): Promise<ResponseContext> {
  const status = response.statusCode ?? 0;
  const contentType = mediaTypeOf(response.headers['content-type']);
  if (status >= 300 && status < 400) throw redirect(request, response);
  if (status < 200 || status >= 300) {
    const text = await readText(response, MAX_REFUSAL_BYTES, () => {});
    const isStatus = contentType === 'application/json';
    throw refusal(status, isStatus ? text : '', limits.secrets ?? []);
  }
  if (contentType === 'text/html') {
    throw new KubernetesError('unreadable', fault.webPage);
  }
  const isJson = contentType === 'application/json';
  if (limits.expects === 'json' && !isJson) {
    throw new KubernetesError('unreadable', fault.notJson);
  }
  if (limits.expects === 'text' && isJson) {
    throw new KubernetesError('unreadable', fault.wrongShape);
  }
  const text = await readText(response, limits.maxBytes, () => {
    throw new KubernetesError('too-large', fault.tooLarge(limits.maxBytes));
  });
  if (isJson) refuseUnreadable(text);
  return new ResponseContext(
    status,
    { 'content-type': isJson ? 'application/json' : 'text/plain' },
    { text: async () => text, binary: async () => Buffer.from(text) },
  );
}

/** The client's own parser knows no bounds, and its errors quote the answer. */
function refuseUnreadable(json: string): void {
  try {
    parseJson(json);
  } catch (error) {
    throw new KubernetesError(
      'unreadable',
      error instanceof TooDeepError ? fault.wrongShape : fault.notJson,
    );
  }
}

function redirect(
  request: RequestContext,
  response: http.IncomingMessage,
): KubernetesError {
  const from = new URL(request.getUrl());
  const { location = '' } = response.headers;
  const to = URL.canParse(location, from.href)
    ? new URL(location, from)
    : undefined;
  return new KubernetesError(
    'unreadable',
    to && to.origin !== from.origin
      ? fault.redirect(originInWords(to))
      : fault.status(response.statusCode ?? 0),
  );
}
