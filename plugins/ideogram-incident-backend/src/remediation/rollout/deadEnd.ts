import type {
  V1ContainerStatus,
  V1Deployment,
  V1Pod,
} from '@kubernetes/client-node';
import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import {
  containerStatuses,
  createdAt,
  isReady,
  newPods,
  replicaFailure,
  shortName,
} from '../../upstream/kubernetes';
import { plainText } from '../../upstream/text';
import { ended } from './blockedBy';
import { isObserved } from './rolloutState';

/** Why a rollout will not end by itself. */
export interface DeadEnd {
  /** Follows "the pods of …". */
  what: string;
  /** One sentence, which names the container. */
  cause: string;
  /** The container that crashes: it may have said why. */
  crashed?: { pod: string; container: string };
}

/** What is waited for until nothing more is hoped for. */
interface Patience {
  restarts: number;
  waitMs: number;
}

/** A pod may crash while what it needs is not there yet, and recover. */
const USUAL: Patience = { restarts: 3, waitMs: 30_000 };
/** Where a pod of the same kind has come up, the others may, too. */
const WHERE_ONE_IS_READY: Patience = { restarts: 5, waitMs: 120_000 };
/** As long as a container that has crashed may be one that recovers. */
const RECOVERS_FOR_MS = 60_000;
/** Old pods that go may make room for new ones. */
const NO_ROOM_FOR_MS = 60_000;

/** No time changes these. */
const NEVER = new Set(['InvalidImageName', 'ErrImageNeverPull']);
/** These wait for a person or a registry. */
const WAITS_FOR_OTHERS =
  /^(?:ErrImagePull|ImagePullBackOff|ImageInspectError|RegistryUnavailable|SignatureValidationFailed|CreateContainer(?:Config)?Error)$/;
const OF_IMAGE = /image|registry|signature/i;

interface Stuck {
  pod: V1Pod;
  container: string;
  /** Follows "the container …". */
  words: string;
  is: 'crashing' | 'without-image' | 'not-made';
  /** False while a container that has crashed is tried once more. */
  now: boolean;
}

function crashOf(
  { name, restartCount, state, lastState }: V1ContainerStatus,
  isInit: boolean,
  patience: Patience,
  now: number,
): Omit<Stuck, 'pod'> | undefined {
  const end = state?.terminated ?? lastState?.terminated;
  // An init container ends; that is what it is for.
  if (!end || (isInit && end.exitCode === 0)) return undefined;
  if (!(restartCount >= patience.restarts)) return undefined;
  const startedAt = state?.running?.startedAt?.getTime() ?? now;
  if (now - startedAt > RECOVERS_FOR_MS) return undefined;
  const how =
    end.reason === 'OOMKilled'
      ? 'ran out of memory and was killed'
      : `ended with exit code ${end.exitCode}`;
  return {
    container: name,
    words: `${how}, after ${formatCount(restartCount, 'restart')}`,
    is: 'crashing',
    now: !state?.running,
  };
}

function waitOf(
  { name, state }: V1ContainerStatus,
  waitedMs: number,
  patience: Patience,
): Omit<Stuck, 'pod'> | undefined {
  const { reason = '', message } = state?.waiting ?? {};
  const isStuck =
    NEVER.has(reason) ||
    (WAITS_FOR_OTHERS.test(reason) && waitedMs >= patience.waitMs);
  if (!isStuck) return undefined;
  const said = plainText(message);
  return {
    container: name,
    words: `waits with ${reason}${said ? `: ${said}` : ''}`,
    is: OF_IMAGE.test(reason) ? 'without-image' : 'not-made',
    now: true,
  };
}

function stuckIn(
  pod: V1Pod,
  { now, changedAt }: Moments,
  patience: Patience,
): Stuck | undefined {
  const waitedMs = now - Math.max(createdAt(pod), changedAt);
  for (const { status, isInit } of containerStatuses(pod)) {
    const stuck = status.ready
      ? undefined
      : crashOf(status, isInit, patience, now) ??
        waitOf(status, waitedMs, patience);
    if (stuck) return { pod, ...stuck };
  }
  return undefined;
}

const WHAT: Record<Stuck['is'], { what: string; does: [string, string] }> = {
  crashing: {
    what: 'keep crashing',
    does: ['crashes', 'crash'],
  },
  'without-image': {
    what: "can't get their image",
    does: ["can't get its image", "can't get their image"],
  },
  'not-made': {
    what: "can't be started",
    does: ["can't be started", "can't be started"],
  },
};

interface Moments {
  /** Milliseconds since the epoch, as the other. */
  now: number;
  changedAt: number;
  /** Of the deployment, as the change left it. */
  generation: number;
}

function withoutRoom(
  deployment: V1Deployment,
  { now, changedAt }: Moments,
): DeadEnd | undefined {
  const failure = replicaFailure(deployment);
  if (!failure || now - changedAt < NO_ROOM_FOR_MS) return undefined;
  return {
    what: "can't be created",
    cause: ended(`No new pod can be created: ${failure}`),
  };
}

/**
 * Why the pods of a rollout will not come up, however long one waits; undefined
 * where they still may. Only the pods that it makes count, for the old ones may
 * crash for the very reason that it was begun; and those that are ready or have
 * not been tried often enough leave hope.
 */
export function deadEndOf(
  deployment: V1Deployment,
  pods: readonly V1Pod[],
  moments: Moments,
): DeadEnd | undefined {
  if (!isObserved(deployment, moments.generation)) return undefined;
  if (deployment.spec?.paused) return undefined;
  const own = newPods(deployment, pods).filter(
    ({ metadata }) => !metadata?.deletionTimestamp,
  );
  const unready = own.filter(pod => !isReady(pod));
  const patience = unready.length < own.length ? WHERE_ONE_IS_READY : USUAL;
  const stuck = unready.flatMap(pod => stuckIn(pod, moments, patience) ?? []);
  const worst = stuck.find(each => each.now);
  if (!worst || stuck.length < unready.length) {
    return unready.length === 0 ? withoutRoom(deployment, moments) : undefined;
  }
  const { pod, container, words, is } = worst;
  const { what, does } = WHAT[is];
  const like = stuck.filter(each => each.is === is).length;
  const who =
    like === 1
      ? `${shortName(pod)} ${does[0]}`
      : `${formatCount(like, 'pod')}, including ${shortName(pod)}, ${does[1]}`;
  return {
    what,
    cause: ended(`${who}: the container ${container} ${words}`),
    ...(is === 'crashing' && {
      crashed: { pod: pod.metadata?.name ?? '', container },
    }),
  };
}
