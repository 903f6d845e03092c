import { z } from 'zod';

const downSchema = z.object({
  /** When they were first seen to be. */
  at: z.iso.datetime(),
  trouble: z.enum(['crashing', 'out-of-memory', 'image-pull']),
  wasNeverUp: z.boolean(),
});

export const rolloutsSeenSchema = z.array(
  z.object({
    /** Going back to a rollout gives it a new revision, but the same pods. */
    replicaSet: z.string(),
    revision: z.number(),
    mitigations: z.array(z.enum(['queue', 'fallback'])),
    /** Set where its pods were down when somebody looked at them last. */
    down: downSchema.optional(),
  }),
);

/** What was seen of the last rollouts of a target, newest first. Plain data. */
export type RolloutsSeen = z.infer<typeof rolloutsSeenSchema>;

export type RolloutDown = z.infer<typeof downSchema>;

/** What one look sees of the present rollout. */
export interface RolloutLook
  extends Pick<
    RolloutsSeen[number],
    'replicaSet' | 'revision' | 'mitigations'
  > {
  at: string;
  /** Unless they are up or down, pods start. */
  state:
    | { is: 'up' }
    | { is: 'starting' }
    | { is: 'down'; trouble: RolloutDown['trouble']; wasNeverUp: boolean };
}

/** As many as a deployment keeps of itself. */
const MAX_ROLLOUTS = 10;

function downAfter(
  before: RolloutDown | undefined,
  { at, state }: RolloutLook,
): RolloutDown | undefined {
  if (state.is === 'up') return undefined;
  if (state.is === 'starting') return before;
  const { trouble, wasNeverUp } = state;
  return before ? { ...before, wasNeverUp } : { at, trouble, wasNeverUp };
}

export function afterLook(seen: RolloutsSeen, look: RolloutLook): RolloutsSeen {
  const { replicaSet, revision, mitigations } = look;
  const before = seen.find(each => each.replicaSet === replicaSet);
  // Replicas may finish out of order.
  if (before && before.revision > revision) return seen;
  const down = downAfter(before?.down, look);
  return [
    { replicaSet, revision, mitigations, ...(down && { down }) },
    ...seen.filter(each => each.replicaSet !== replicaSet),
  ]
    .sort((a, b) => b.revision - a.revision)
    .slice(0, MAX_ROLLOUTS);
}

/** The last one that was seen before a revision. */
export function lastBefore(
  seen: RolloutsSeen,
  revision: number,
): RolloutsSeen[number] | undefined {
  return seen.find(each => each.revision < revision);
}
