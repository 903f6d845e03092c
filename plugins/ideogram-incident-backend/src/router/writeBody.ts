import type { Response } from 'express';

// A triage is one object for all its viewers: it is turned into text once.
const texts = new WeakMap<object, string>();

function jsonOf(body: unknown): string {
  if (typeof body !== 'object' || body === null) return JSON.stringify(body);
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** Answers with a body that nobody may keep. */
export function writeBody(
  res: Response,
  mediaType: string,
  answer: { status?: number; body: unknown },
): void {
  const text =
    mediaType === 'application/json'
      ? jsonOf(answer.body)
      : String(answer.body);
  // Not by `res.send`, which would hash each body for an ETag.
  res.writeHead(answer.status ?? 200, {
    'Content-Type': `${mediaType}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  res.end(text);
}
