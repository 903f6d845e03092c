import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import {
  formatCount,
  type PodTrouble,
} from 'backstage-plugin-ideogram-incident-common';
import {
  createdAt,
  isReady,
  newPods,
  POD_TROUBLE_ORDER,
  podTrouble,
  replicaFailure,
  shortName,
  type FoundPodTrouble,
} from '../../upstream/kubernetes';
import { isObserved } from './rolloutState';

/** Until then a pod that is not ready is one that starts. */
const STARTS_FOR_MS = 60_000;

const IN_WORDS: Record<PodTrouble, { one: string; several: string }> = {
  'out-of-memory': {
    one: 'ran out of memory and was killed',
    several: 'ran out of memory and were killed',
  },
  'image-pull': {
    one: "can't pull its image",
    several: "can't pull their image",
  },
  crashing: { one: 'crashes', several: 'crash' },
  unschedulable: { one: 'finds no node', several: 'find no node' },
  'not-ready': { one: "doesn't become ready", several: "don't become ready" },
};

interface Suffering extends FoundPodTrouble {
  pod: V1Pod;
}

/** A container that waits for a secret or the like never gets ready by itself. */
const WAITS_FOR_A_PERSON = /^CreateContainer/;

function blocks({ pod, trouble, message }: Suffering, now: number): boolean {
  return (
    trouble !== 'not-ready' ||
    WAITS_FOR_A_PERSON.test(message ?? '') ||
    now - createdAt(pod) > STARTS_FOR_MS
  );
}

/** As a sentence. */
export function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function inWords(suffering: readonly Suffering[]): string {
  const [{ pod, trouble, message }] = suffering;
  const { one, several } = IN_WORDS[trouble];
  const who =
    suffering.length === 1
      ? `${shortName(pod)} ${one}`
      : `${formatCount(suffering.length, 'pod')}, including ${shortName(
          pod,
        )}, ${several}`;
  return ended(message ? `${who}: ${message}` : who);
}

/**
 * Why a rollout does not go on, in words for a person; undefined where nothing
 * is seen to hold it up. Only the pods that it makes count: the old ones may be
 * in trouble for the very reason that it was begun.
 */
export function blockedBy(
  deployment: V1Deployment,
  pods: readonly V1Pod[],
  now: number,
): string | undefined {
  if (!isObserved(deployment)) return undefined;
  const suffering = newPods(deployment, pods).flatMap((pod): Suffering[] => {
    const trouble = isReady(pod) ? undefined : podTrouble(pod, now);
    return trouble ? [{ pod, ...trouble }] : [];
  });
  for (const trouble of POD_TROUBLE_ORDER) {
    const found = suffering.filter(
      each => each.trouble === trouble && blocks(each, now),
    );
    if (found.length > 0) return inWords(found);
  }
  const failure = replicaFailure(deployment);
  return failure && ended(`No new pod can be created: ${failure}`);
}
