import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admission } from './admission';
import type { Tokens } from './authentication';
import type { KubeletClient } from '../kubeletClient';
import type { Authorizer, User } from './rbac';
import type { Registry } from './registry';
import type { Target } from './requestInfo';
import { refuse } from './statusError';

/** What the handlers work with. */
export interface Services {
  registry: Registry;
  authorizer: Authorizer;
  tokens: Tokens;
  kubelets: KubeletClient;
  admission?: Admission;
}

/** A request that was authenticated and authorised. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  user: User;
  verb: string;
  target: Target;
}

export function sendJson(
  response: ServerResponse,
  code: number,
  body: object,
): void {
  const text = JSON.stringify(body);
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** As much as a real API server takes in one request. */
const maxBytes = 3 * 1024 * 1024;

/** The JSON object that a request carries; undefined where it carries nothing. */
export async function readBody(
  request: IncomingMessage,
): Promise<any | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw refuse.tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!text.trim()) return undefined;
  let body: unknown;
  try {
    // A key that would change an object's prototype has no business in a manifest.
    body = JSON.parse(text, (key, value) =>
      key === '__proto__' ? undefined : value,
    );
  } catch {
    throw refuse.badRequest('the object provided is not readable as JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse.badRequest('the body of the request is not an object');
  }
  return body;
}
