import type { Response } from 'express';
import type { SendEvent } from '../feature';

/** The tab takes three that are missing for a lost connection. */
const KEEP_ALIVE_MS = 5_000;

/** A stream of server-sent events, open until its end or the caller leaves. */
export interface EventStream {
  send: SendEvent;
  end(): void;
}

/** Sends the headers at once, so that the caller knows of being let in. */
export function openEventStream(
  res: Response,
  keepAliveMs: number = KEEP_ALIVE_MS,
): EventStream {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Compression would hold events back until its buffer is full.
    'Cache-Control': 'no-store, no-transform',
    // nginx holds answers back until its buffer is full.
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();

  const isOpen = () => !res.writableEnded && !res.destroyed;
  const keepAlive = setInterval(() => {
    // A caller that reads nothing is not kept alive at the price of memory.
    if (isOpen() && !res.writableNeedDrain) res.write(': keep-alive\n\n');
  }, keepAliveMs);
  keepAlive.unref();
  res.once('close', () => clearInterval(keepAlive));

  return {
    send(event, data) {
      if (isOpen()) {
        res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    },
    end() {
      clearInterval(keepAlive);
      if (isOpen()) res.end();
    },
  };
}
