import type { V1Pod } from '@kubernetes/client-node';
import type { WorkloadDetails } from 'backstage-plugin-ideogram-incident-common';
import { sumOf } from './podMemory';
import { containerStatuses, isReady, podTrouble } from './podTrouble';

type PodDetails = WorkloadDetails['pods'][number];

/** As kubectl counts them: those of an init container that is done are over. */
export function restartsOf(pod: V1Pod): number {
  let restarts = 0;
  for (const { status, isInit } of containerStatuses(pod)) {
    const count = status.restartCount;
    const isDone = isInit && status.state?.terminated?.exitCode === 0;
    if (!isDone && Number.isSafeInteger(count) && count > 0) restarts += count;
  }
  return restarts;
}

/** Only where each container has a limit is there one of the pod. */
function memoryOf(
  pod: V1Pod,
  usedBytes: number | undefined,
): PodDetails['memory'] {
  if (usedBytes === undefined) return undefined;
  const sidecars = (pod.spec?.initContainers ?? []).filter(
    container => container?.restartPolicy === 'Always',
  );
  const containers = [...(pod.spec?.containers ?? []), ...sidecars];
  const limitBytes = sumOf(
    containers.map(container => container?.resources?.limits?.memory),
  );
  return { usedBytes, ...(limitBytes !== undefined && { limitBytes }) };
}

/** Pods in trouble first, then by name. */
export function describePods(
  pods: readonly V1Pod[],
  memory: ReadonlyMap<string, number> | undefined,
  now: number,
): PodDetails[] {
  const described = pods.map((pod): PodDetails => {
    const name = pod.metadata?.name ?? '';
    const startedAt = pod.status?.startTime;
    const used = memoryOf(pod, memory?.get(name));
    return {
      name,
      ready: isReady(pod),
      restarts: restartsOf(pod),
      ...podTrouble(pod, now),
      ...(startedAt &&
        !Number.isNaN(startedAt.getTime()) && {
          startedAt: startedAt.toISOString(),
        }),
      ...(used && { memory: used }),
    };
  });
  const order = (pod: PodDetails) => (pod.trouble ? 0 : 1);
  return described.sort(
    (a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1),
  );
}
