import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Admission } from './admission';
import type { Tokens } from './authentication';
import type { KubeletClient } from '../kubeletClient';
import type { Authorizer, User } from './rbac';
import type { Registry } from './registry';
import type { RequestInfo } from './requestInfo';

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
  target: NonNullable<RequestInfo['target']>;
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
