import type { WorkloadDetails } from 'backstage-plugin-ideogram-incident-common';

interface Seen {
  revision: number;
  isDown: boolean;
  /** The rollout just before it; false also where nobody looked. */
  wasFormerDown: boolean;
}

const DOWN = ['crashing', 'out-of-memory', 'image-pull'];

/** Whether no pod runs, and not for want of time. */
const isDown = ({ desired, available, pods }: WorkloadDetails) =>
  desired > 0 &&
  available === 0 &&
  pods.some(({ trouble }) => trouble && DOWN.includes(trouble));

/**
 * Remembers how the pods of the last rollouts were. A cluster that may take
 * all pods away at once never calls a deployment unavailable, and once a
 * rollout has replaced pods that crashed, nothing there tells of them.
 */
export class RolloutsSeen {
  private readonly last = new Map<string, Seen>();

  /**
   * Takes a look on record.
   *
   * @returns whether the pods of the rollout before this one were down when
   * somebody looked at them last; false also where nobody did
   */
  wasFormerDown(
    target: string,
    revision: number,
    details: WorkloadDetails,
  ): boolean {
    const before = this.last.get(target);
    const wasFormerDown =
      before?.revision === revision
        ? before.wasFormerDown
        : before?.revision === revision - 1 && before.isDown;
    this.last.set(target, {
      revision,
      isDown: isDown(details),
      wasFormerDown,
    });
    return wasFormerDown;
  }
}
