import { ResponseError } from '@backstage/errors';

/** What the client throws where the backend answers with an error status. */
export async function responseError(
  status: number,
  error?: { name: string; message: string },
  /** What is answered beside the error. */
  beside: object = {},
): Promise<ResponseError> {
  const body = error && { error, response: { statusCode: status }, ...beside };
  // Only what is read of a response: jsdom has none.
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => (body ? JSON.stringify(body) : ''),
  } as Response);
}
