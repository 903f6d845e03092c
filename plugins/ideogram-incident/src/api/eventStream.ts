import { createParser, type EventSourceMessage } from 'eventsource-parser';

const MAX_BUFFERED_CHARACTERS = 8 * 1024 * 1024;

/**
 * The messages of an event stream. Ends when the stream ends; `onBytes` is
 * called for every chunk, also for one that only keeps the connection alive.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<EventSourceMessage> {
  const arrived: EventSourceMessage[] = [];
  let overflow: Error | undefined;
  const parser = createParser({
    onEvent: message => arrived.push(message),
    onError: error => {
      if (error.type === 'max-buffer-size-exceeded') overflow = error;
    },
    maxBufferSize: MAX_BUFFERED_CHARACTERS,
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* arrived.splice(0);
      if (overflow) throw overflow;
    }
  } finally {
    // Frees the connection where the reader goes away before the end.
    reader.cancel().catch(() => {});
  }
}
/** The backend sends a comment every 5 s; silence is a lost connection. */
export const SILENCE_MS = 15_000;

/** Aborts with the caller, or when nothing has arrived for a while. */
export class SilenceTimer {
  private readonly controller = new AbortController();
  private timer?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly ms: number,
    private readonly caller?: AbortSignal,
  ) {
    if (caller?.aborted) this.controller.abort(caller.reason);
    caller?.addEventListener('abort', this.abort);
    this.reset();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  readonly reset = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.abort, this.ms);
  };

  stop() {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.abort);
  }

  private readonly abort = () => {
    this.stop();
    this.controller.abort(this.caller?.reason);
  };
}
