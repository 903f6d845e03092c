import type { Response } from 'express';

// Compressing less takes longer than sending it.
const WORTH_COMPRESSING = 32 * 1024;

// A triage is one object for all its viewers: it is written down once.
const written = new WeakMap<object, Buffer>();

function jsonOf(body: unknown): Buffer {
  const shareable = typeof body === 'object' && body !== null;
  const known = shareable ? written.get(body) : undefined;
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(body));
  if (shareable) written.set(body, bytes);
  return bytes;
}

/** Answers with a body that nobody may keep. */
export function writeBody(
  res: Response,
  mediaType: string,
  { status = 200, body }: { status?: number; body: unknown },
): void {
  const bytes =
    mediaType === 'application/json' ? jsonOf(body) : Buffer.from(String(body));
  // Not by `res.send`, which would hash each body for an ETag.
  res.writeHead(status, {
    'Content-Type': `${mediaType}; charset=utf-8`,
    'Content-Length': bytes.length,
    'Cache-Control':
      bytes.length < WORTH_COMPRESSING ? 'no-store, no-transform' : 'no-store',
  });
  res.end(bytes);
}
