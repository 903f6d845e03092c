import { CustomErrorBase, ResponseError } from '@backstage/errors';

/**
 * Something answered in the backend's place, or a backend of another version:
 * not what the HTTP contract says.
 */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;

  constructor() {
    super('The answer is not the one that the contract of this plugin names');
  }
}

/**
 * Why the backend could not be asked, as a person sees it.
 *
 * - `forbidden`: the permission is missing
 * - `backend-absent`: something answers, but not this backend plugin
 * - `not-found`: the backend knows no such entity or target
 * - `unreachable`: no answer, or a broken one
 */
export interface RequestFailure {
  kind: 'forbidden' | 'backend-absent' | 'not-found' | 'unreachable';
  error: Error;
}

export function requestFailure(thrown: unknown): RequestFailure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof UnexpectedAnswerError) {
    return { kind: 'backend-absent', error };
  }
  if (!ResponseError.is(error)) return { kind: 'unreachable', error };
  if (error.statusCode === 403) return { kind: 'forbidden', error };
  if (error.statusCode === 404) {
    // The backend's own 404 says what is missing. A 404 of the portal itself
    // has no such body: nothing is installed at this address.
    const own = error.body.error.name === 'NotFoundError';
    // The cause is what the backend said; the error itself only has the status.
    return own
      ? { kind: 'not-found', error: error.cause }
      : { kind: 'backend-absent', error };
  }
  // Likewise: it says which part of the portal is away.
  return { kind: 'unreachable', error: error.cause };
}
