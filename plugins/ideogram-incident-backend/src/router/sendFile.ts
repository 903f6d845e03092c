import { once } from 'node:events';
import { addAbortSignal } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Response } from 'express';
import { CallerLeftError } from '../errors';
import type { FileAnswer } from '../feature';

/**
 * Sends a file as fast as the caller reads it, and lets go of it when the
 * caller leaves. Nothing is sent before its first part is read: until then a
 * failure can be answered as such. After that, the connection is cut, so that
 * nobody takes a part for the whole.
 *
 * @throws CallerLeftError
 */
export async function sendFile(
  res: Response,
  mediaType: string,
  { status = 200, headers, file }: FileAnswer,
  signal: AbortSignal,
): Promise<void> {
  const sendHead = () => {
    if (res.headersSent) return;
    res.writeHead(status, {
      'Content-Type': mediaType,
      // What is an archive already is not worth compressing.
      'Cache-Control': 'no-store, no-transform',
      ...headers,
    });
  };
  try {
    for await (const part of addAbortSignal(signal, file)) {
      sendHead();
      if (!res.write(part)) await once(res, 'drain', { signal });
    }
    sendHead();
    res.end();
    await finished(res);
  } catch (thrown) {
    if (res.headersSent) res.destroy();
    throw signal.aborted ? new CallerLeftError() : thrown;
  } finally {
    file.destroy();
  }
}
