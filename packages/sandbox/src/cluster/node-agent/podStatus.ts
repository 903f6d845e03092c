import { conditionOf, transitionTime } from '../conditions';
import type { Condition, ContainerStatus, Pod, PodStatus } from '../objects';

type Phase = NonNullable<PodStatus['phase']>;

function phaseOf(pod: Pod, containers: ContainerStatus[]): Phase {
  const neverStarted = containers.some(
    ({ state, lastState }) => state.waiting && !lastState.terminated,
  );
  if (neverStarted) return 'Pending';
  const policy = pod.spec.restartPolicy ?? 'Always';
  const over = containers.every(({ state }) => state.terminated);
  if (!over || policy === 'Always') return 'Running';
  const failed = containers.some(
    ({ state }) => state.terminated!.exitCode !== 0,
  );
  if (!failed) return 'Succeeded';
  return policy === 'Never' ? 'Failed' : 'Running';
}

/** The status of a pod, from that of its containers; what has not changed keeps its times. */
export function podStatus(
  pod: Pod,
  known: PodStatus | undefined,
  containers: ContainerStatus[],
  now: string,
): PodStatus {
  const phase = phaseOf(pod, containers);
  const unready = containers.filter(({ ready }) => !ready);
  const condition = (
    type: string,
    holds: boolean,
    why?: Pick<Condition, 'reason' | 'message'>,
  ): Condition => {
    const before = conditionOf({ status: known }, type);
    const status = holds ? 'True' : 'False';
    return {
      type,
      status,
      ...(!holds && why),
      lastTransitionTime: transitionTime(before, status, now),
    };
  };
  const why =
    phase === 'Succeeded'
      ? { reason: 'PodCompleted' }
      : {
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${unready
            .map(({ name }) => name)
            .join(' ')}]`,
        };
  return {
    phase,
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', true),
      condition('ContainersReady', unready.length === 0, why),
      condition('Ready', unready.length === 0, why),
    ],
    containerStatuses: containers,
    hostIP: '127.0.0.1',
    podIP: '127.0.0.1',
    startTime: known?.startTime ?? now,
  };
}
