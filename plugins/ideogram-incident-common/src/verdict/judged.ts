import { arePodsFirst } from '../triage/deadPods';
import type { Triage, TriageErrorClass } from '../triage/triage';

/** What the verdict is made from. */
export type Judged = Pick<
  Triage,
  'readings' | 'errorClass' | 'severity' | 'decision'
>;

/** They tell what is wrong, whatever else could not be read. */
const TELLING_CLASSES: readonly TriageErrorClass[] = [
  'authentication',
  'billing',
  'rate-limited',
  'vendor-fault',
  'network',
];

export function hasErrors({ decision }: Judged): boolean {
  return decision.path.some(
    ({ id, answer }) => id === 'api-errors' && answer === 'yes',
  );
}

export const isOfPods = ({
  readings,
  errorClass,
  decision: { path },
}: Judged) => arePodsFirst({ readings, errorClass, path });

/** The level is known, but not what is behind it. */
export function isCauseUnknown(judged: Judged): boolean {
  const isTold =
    isOfPods(judged) ||
    (hasErrors(judged) && TELLING_CLASSES.includes(judged.errorClass));
  return judged.decision.outcome === 'undetermined' && !isTold;
}
