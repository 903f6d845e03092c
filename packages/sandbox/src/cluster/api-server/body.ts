import type { IncomingMessage } from 'node:http';
import { refuse } from './statusError';

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
