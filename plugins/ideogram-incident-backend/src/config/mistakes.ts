import { InputError } from '@backstage/errors';

/**
 * Collects what is wrong, so that an operator mends it all in one go. A
 * mistake never quotes the value that was found: it may be a secret, or a
 * secret that was put into the wrong place.
 */
export class Mistakes {
  // A default that is wrong is met once by each target.
  private readonly lines = new Set<string>();

  add(key: string, text: string): void {
    this.lines.add(`${key} ${text}`);
  }

  /** @throws InputError with one line for each mistake */
  throwIfAny(): void {
    if (this.lines.size === 0) return;
    const count =
      this.lines.size === 1 ? '1 mistake' : `${this.lines.size} mistakes`;
    throw new InputError(
      [
        `The configuration of Ideogram Incident has ${count}:`,
        ...this.lines,
      ].join('\n  '),
    );
  }
}
