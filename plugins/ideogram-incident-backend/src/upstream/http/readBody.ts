import { fault } from 'backstage-plugin-ideogram-incident-common';
import { UpstreamError } from './upstreamError';

/**
 * The body as text. Bytes are counted after decompression, while they arrive,
 * so that neither an endless nor a cleverly compressed body is ever held.
 */
export async function readBody(
  response: Response,
  options: { maxBytes: number; place: string },
): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > options.maxBytes) {
      const words = fault.tooLarge(options.maxBytes);
      throw new UpstreamError('too-large', options.place, words, {
        status: response.status,
      });
    }
    chunks.push(chunk);
  }
  // Bytes that are not UTF-8 become U+FFFD.
  return new TextDecoder().decode(Buffer.concat(chunks, bytes));
}
