/** A question that the test answers by hand. */
export class PendingCall<TQuestion, TAnswer> {
  readonly answered: Promise<TAnswer>;
  private settle!: {
    resolve(answer: TAnswer): void;
    reject(error: unknown): void;
  };

  constructor(readonly question: TQuestion) {
    this.answered = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  answer(answer: TAnswer) {
    this.settle.resolve(answer);
  }

  fail(error: unknown) {
    this.settle.reject(error);
  }
}
