import {
  brokenRolloutOf,
  deadPodsOf,
  downBeforeRollout,
  podTroubleOf,
  type DeadPods,
} from '../triage/deadPods';
import { describeReading } from '../triage/describeReading';
import type { PodTrouble } from '../triage/probes/workload';
import { readingOf, type Reading } from '../triage/reading';

/** The fact, then the act; the act is the first step of the guidance. */
const SENTENCES: Record<DeadPods, string> = {
  crashing: 'All pods crash. Read their last words.',
  'out-of-memory': 'All pods run out of memory. Raise the limit.',
  'image-pull': 'No pod can pull its image. Check image and registry.',
  unschedulable: 'No node has room for our pods. Make room.',
  'not-ready': 'No pod is ready. Check the pods.',
  'missing-deployment': 'Our deployment is missing. Deploy it again.',
  none: 'No pod is running. Check the pods.',
};

/** Some are up, but these are not. */
const OF_SOME: Partial<Record<PodTrouble, string>> = {
  crashing: 'Some pods crash. Read their last words.',
  'out-of-memory': 'Some pods run out of memory. Raise the limit.',
  'image-pull': "Some pods can't pull their image. Check the image.",
  unschedulable: 'No node has room for some pods. Make room.',
};

/** Where some pods are in trouble whose cure is known. */
export function sentenceOfSomePods(
  readings: readonly Reading[],
): string | undefined {
  const trouble = podTroubleOf(readings);
  return trouble && OF_SOME[trouble];
}

/** Where pods are to be looked after first. */
export function sentenceOfPods(readings: readonly Reading[]): string {
  const dead = deadPodsOf(readings);
  if (dead && !brokenRolloutOf(readings)) return SENTENCES[dead];
  if (dead === 'image-pull') {
    return 'No pod can pull its image since the last rollout. Undo it.';
  }
  const which = dead ? 'All pods' : 'New pods';
  return `${which} crash since the last rollout. Undo it.`;
}

/** "2 of 6 pods are available: 4 crashing. None of rollout 6 was ever up." */
export function explanationOfPods(readings: readonly Reading[]): string {
  const workload = readingOf(readings, 'workload');
  const rollout = brokenRolloutOf(readings);
  const before = downBeforeRollout(readings);
  return [
    ...(workload ? [describeReading(workload)] : []),
    ...(rollout ? [`No pod of rollout ${rollout.revision} was ever up.`] : []),
    ...(before ? [before] : []),
  ].join(' ');
}
