import type {
  V1ContainerStateTerminated,
  V1ContainerStatus,
} from '@kubernetes/client-node';

/** An old restart is history; what ended in this time is trouble. */
const RECENT_MS = 10 * 60_000;

const timeOf = (date: Date | null | undefined): number | undefined => {
  const time = date instanceof Date ? date.getTime() : NaN;
  return Number.isNaN(time) ? undefined : time;
};

/**
 * How a container's last run ended, where that was in the last ten minutes.
 * One whose end has no time counts: it is not known to be old.
 */
export function recentEnd(
  status: V1ContainerStatus | null | undefined,
  now: number,
): V1ContainerStateTerminated | undefined {
  const { state, lastState } = status ?? {};
  const end = state?.terminated ?? lastState?.terminated;
  if (!end) return undefined;
  const endedAt =
    timeOf(end.finishedAt) ?? timeOf(state?.running?.startedAt) ?? now;
  return endedAt > now - RECENT_MS ? end : undefined;
}
