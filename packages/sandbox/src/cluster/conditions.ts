import type { Condition } from './objects';

/** Of an object's status: its condition of one type. */
export function conditionOf(
  { status }: { status?: { conditions?: Condition[] } },
  type: string,
): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type);
}

/** Since when a condition has this status: as long as before, or from now on. */
export function transitionTime(
  before: Condition | undefined,
  status: Condition['status'],
  now = timestamp(),
): string {
  return (before?.status === status && before.lastTransitionTime) || now;
}

/** A moment as Kubernetes writes it: RFC 3339, whole seconds, UTC. */
export function timestamp(at: number = Date.now()): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
