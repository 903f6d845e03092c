import { ServerResponse, type IncomingMessage } from 'node:http';
import { sendJson } from './call';
import { StatusError } from './statusError';

/** A request as it arrives, before anything is done about it. */
export interface ArrivingRequest {
  method: string;
  /** Without its query. */
  path: string;
  query: URLSearchParams;
  /** Whose token it carries; not whom they act for. */
  user?: string;
}

/**
 * What becomes of a request: it is answered as always, never answered, cut off
 * before or after it is carried out, or refused with a status.
 */
export type Fate =
  | 'answer'
  | 'hang'
  | 'reset'
  | 'apply-then-reset'
  | { status: number; message?: string };

/** Lets requests fail on purpose; nothing else fails. */
export type OnRequest = (request: ArrivingRequest) => Fate;

/** Handles a request as its fate has it. */
export async function undergo(
  fate: Fate,
  request: IncomingMessage,
  response: ServerResponse,
  handle: (response: ServerResponse) => Promise<void>,
): Promise<void> {
  switch (fate) {
    case 'answer':
      return handle(response);
    case 'hang':
      return undefined;
    case 'reset':
      request.socket.destroy();
      return undefined;
    case 'apply-then-reset':
      // An answer without a connection goes nowhere.
      await handle(new ServerResponse(request)).finally(() =>
        request.socket.destroy(),
      );
      return undefined;
    default: {
      const { status, message = 'failed on purpose' } = fate;
      request.resume();
      sendJson(
        response,
        status,
        new StatusError(status, reasonOf(status), message).toStatus(),
      );
      return undefined;
    }
  }
}

const reasons: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

function reasonOf(status: number): string {
  return reasons[status] ?? '';
}
