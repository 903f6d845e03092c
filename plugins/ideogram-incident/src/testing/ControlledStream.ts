/** Events that arrive when the test says so. */
export class ControlledStream<T> {
  private readonly waiting: T[] = [];
  private ended?: { error?: unknown };
  private wake = () => {};

  push(event: T) {
    this.waiting.push(event);
    this.wake();
  }

  end(error?: unknown) {
    this.ended = { error };
    this.wake();
  }

  fail(error: unknown) {
    this.end(error);
  }

  async *events(): AsyncGenerator<T> {
    for (;;) {
      yield* this.waiting.splice(0);
      if (this.ended) {
        if (this.ended.error) throw this.ended.error;
        return;
      }
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
  }
}
