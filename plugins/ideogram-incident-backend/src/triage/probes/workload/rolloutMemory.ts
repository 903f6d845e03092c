import { isDeepStrictEqual } from 'node:util';
import { afterLook, type RolloutLook, type RolloutsSeen } from './rolloutsSeen';

/** Where replicas share what they have seen. */
export interface SharedRollouts {
  /** Undefined where it can't be read now. */
  read(target: string): Promise<RolloutsSeen | undefined>;
  record(target: string, look: RolloutLook): Promise<RolloutsSeen | undefined>;
}

/**
 * Remembers how the pods of the last rollouts were. A cluster that may take
 * all pods away at once never calls a deployment unavailable, and once a
 * rollout has replaced pods that crashed, nothing there tells of them.
 */
export class RolloutMemory {
  private readonly known = new Map<string, RolloutsSeen>();
  private readonly writing = new Map<string, Promise<unknown>>();
  private shared: SharedRollouts | undefined;

  /** Until then, and where that fails, it knows what it has seen itself. */
  shareIn(shared: SharedRollouts): void {
    this.shared = shared;
  }

  /** To be called while the cluster is being read. */
  async recall(target: string): Promise<void> {
    await this.writing.get(target);
    const stored = await this.shared?.read(target);
    if (stored) this.known.set(target, stored);
  }

  /** Takes a look on record. */
  observe(target: string, look: RolloutLook): RolloutsSeen {
    const before = this.known.get(target) ?? [];
    const seen = afterLook(before, look);
    this.known.set(target, seen);
    if (!isDeepStrictEqual(before, seen)) {
      const earlier = this.writing.get(target);
      this.writing.set(
        target,
        Promise.resolve(earlier).then(() => this.shared?.record(target, look)),
      );
    }
    return seen;
  }
}
