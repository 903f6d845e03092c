import type {
  V1ContainerStateTerminated,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import type { PodTrouble } from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../../text';

export interface FoundPodTrouble {
  trouble: PodTrouble;
  /** The cluster's own words. */
  message?: string;
}

/** Why a container waits, and what that comes to. */
const WAITING: Record<string, PodTrouble> = {
  CrashLoopBackOff: 'crashing',
  RunContainerError: 'crashing',
  StartError: 'crashing',
  PostStartHookError: 'crashing',
  ErrImagePull: 'image-pull',
  ImagePullBackOff: 'image-pull',
  InvalidImageName: 'image-pull',
  ErrImageNeverPull: 'image-pull',
  ImageInspectError: 'image-pull',
  RegistryUnavailable: 'image-pull',
  SignatureValidationFailed: 'image-pull',
  // A secret or a config map that is missing: these wait for a person.
  CreateContainerConfigError: 'not-ready',
  CreateContainerError: 'not-ready',
};

/** The first of these says most about the cause of the others. */
export const POD_TROUBLE_ORDER: readonly PodTrouble[] = [
  'out-of-memory',
  'image-pull',
  'crashing',
  'unschedulable',
  'not-ready',
];

/**
 * The statuses of a pod's containers. One of the init containers that is
 * restarted always is a container like the others: a native sidecar.
 */
export function containerStatuses({ spec, status }: V1Pod) {
  const sidecars = new Set(
    (spec?.initContainers ?? [])
      .filter(container => container?.restartPolicy === 'Always')
      .map(({ name }) => name),
  );
  return [
    ...(status?.containerStatuses ?? []),
    ...(status?.initContainerStatuses ?? []),
  ].flatMap((each, index) => {
    const isOfInit = index >= (status?.containerStatuses?.length ?? 0);
    return each
      ? [{ status: each, isInit: isOfInit && !sidecars.has(each.name) }]
      : [];
  });
}

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
export function recentTermination(
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

const OUT_OF_MEMORY = 'OOMKilled';

/** `Reason: message`, of what the cluster gives. */
function said(...words: unknown[]): string | undefined {
  const parts = words
    .map(word => plainText(word))
    .filter(part => part !== undefined);
  return parts.length > 0 ? parts.join(': ') : undefined;
}

function containerTrouble(
  status: V1ContainerStatus,
  now: number,
  isInit: boolean,
): FoundPodTrouble | undefined {
  const end = recentTermination(status, now);
  const { waiting } = status.state ?? {};
  const isCrashLoop = waiting?.reason === 'CrashLoopBackOff';
  // The back-off grows to five minutes and more: the last end stays the cause.
  const lastEnd =
    end ?? (isCrashLoop ? status.lastState?.terminated : undefined);
  if (lastEnd?.reason === OUT_OF_MEMORY) {
    return {
      trouble: 'out-of-memory',
      message: said(OUT_OF_MEMORY, lastEnd.message ?? waiting?.message),
    };
  }
  // How it ended says more than for how long the cluster waits with the next try.
  const ofEnd = isCrashLoop && lastEnd ? endInWords(lastEnd) : undefined;
  if (ofEnd) return { trouble: 'crashing', message: ofEnd };
  const ofWaiting = WAITING[waiting?.reason ?? ''];
  if (ofWaiting) {
    return {
      trouble: ofWaiting,
      message: said(waiting?.reason, waiting?.message),
    };
  }
  // An init container ends; that is what it is for.
  if (end && !(isInit && end.exitCode === 0)) {
    return { trouble: 'crashing', message: endInWords(end) };
  }
  return undefined;
}

function endInWords(end: {
  exitCode?: unknown;
  signal?: unknown;
  reason?: string;
  message?: string;
}): string | undefined {
  const code = Number.isInteger(end.exitCode)
    ? `ended with exit code ${end.exitCode}`
    : undefined;
  return said(end.reason, code, end.message);
}

function podTroubles(pod: V1Pod, now: number): FoundPodTrouble[] {
  const { conditions } = pod.status ?? {};
  const troubles: FoundPodTrouble[] = [];
  for (const { status, isInit } of containerStatuses(pod)) {
    const trouble = containerTrouble(status, now, isInit);
    if (trouble) troubles.push(trouble);
  }

  const scheduled = conditions?.find(
    condition => condition?.type === 'PodScheduled',
  );
  if (scheduled?.status === 'False') {
    troubles.push({
      trouble: 'unschedulable',
      message: said(scheduled.reason, scheduled.message),
    });
  }
  if (!isReady(pod)) {
    const ready = conditions?.find(condition => condition?.type === 'Ready');
    troubles.push({
      trouble: 'not-ready',
      message: said(ready?.reason, ready?.message),
    });
  }
  return troubles;
}

export function isReady(pod: V1Pod): boolean {
  return (
    pod.status?.conditions?.some(
      condition => condition?.type === 'Ready' && condition.status === 'True',
    ) ?? false
  );
}

/**
 * The worst that a pod suffers from, in the cluster's words; undefined for a
 * pod that is well, or on its way out.
 */
export function podTrouble(
  pod: V1Pod,
  now: number,
): FoundPodTrouble | undefined {
  if (pod.metadata?.deletionTimestamp) return undefined;
  const troubles = podTroubles(pod, now);
  for (const trouble of POD_TROUBLE_ORDER) {
    const found = troubles.find(each => each.trouble === trouble);
    if (found) return found;
  }
  return undefined;
}
