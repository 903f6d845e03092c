import { setImmediate } from 'node:timers/promises';

/** What one reading may keep everybody else waiting for, at a time. */
const LONGEST_TURN_MS = 8;

/**
 * Lets others have their turn during long work: a storm of errors in one
 * target's log must not hold up the readings of the others.
 */
export class Turns {
  private begunAt = performance.now();

  isOver(): boolean {
    return performance.now() - this.begunAt > LONGEST_TURN_MS;
  }

  async next(): Promise<void> {
    await setImmediate();
    this.begunAt = performance.now();
  }
}
