import { setImmediate } from 'node:timers/promises';

/** What one reading may keep everybody else waiting for, at a time. */
const MAX_SLICE_MS = 8;

/**
 * Lets the event loop go on during long work: a storm of errors in one
 * target's log must not hold up the readings of the others.
 */
export class TimeSlice {
  private begunAt = performance.now();

  isUsedUp(): boolean {
    return performance.now() - this.begunAt > MAX_SLICE_MS;
  }

  async renew(): Promise<void> {
    await setImmediate();
    this.begunAt = performance.now();
  }
}
