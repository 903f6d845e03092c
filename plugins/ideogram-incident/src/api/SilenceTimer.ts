/** The backend sends a comment well before this; silence is a lost connection. */
export const SILENCE_MS = 45_000;

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
