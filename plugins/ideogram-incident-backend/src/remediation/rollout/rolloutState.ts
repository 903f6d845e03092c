import type { V1Deployment } from '@kubernetes/client-node';
import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import { plainText } from '../../upstream/text';

export interface RolloutState {
  state: 'waiting' | 'done' | 'failed';
  updated: number;
  available: number;
  desired: number;
  /** One sentence. */
  why: string;
}

const countOf = (value: unknown): number =>
  Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;

/** Whether the cluster has looked at the deployment as a change left it. */
export function isObserved(
  { metadata, status }: V1Deployment,
  patchedGeneration: number = 0,
): boolean {
  const generation = countOf(metadata?.generation);
  return (
    generation >= patchedGeneration &&
    countOf(status?.observedGeneration) >= generation
  );
}

/**
 * How far a rollout has come, judged in the order in which kubectl does.
 *
 * @param patchedGeneration - which our own patch returned: an older state may
 * still be shown, by which the former rollout is done
 */
export function rolloutState(
  deployment: V1Deployment,
  patchedGeneration: number,
): RolloutState {
  const { spec, status } = deployment;
  const desired = spec?.replicas ?? 1;
  const updated = countOf(status?.updatedReplicas);
  const available = countOf(status?.availableReplicas);
  const is = (state: RolloutState['state'], why: string): RolloutState => ({
    state,
    updated,
    available,
    desired,
    why,
  });
  if (!isObserved(deployment, patchedGeneration)) {
    return is('waiting', "The cluster hasn't looked at the change yet.");
  }
  const gaveUp = status?.conditions?.find(
    condition =>
      condition?.type === 'Progressing' &&
      condition.reason === 'ProgressDeadlineExceeded',
  );
  if (gaveUp) {
    const said = plainText(gaveUp.message)?.replace(/[.\s]+$/, '');
    return is('failed', `The cluster gave up${said ? `: ${said}` : ''}.`);
  }
  const waiting = (why: string) =>
    is(
      'waiting',
      spec?.paused ? 'The deployment is paused, so nothing goes on.' : why,
    );
  if (updated < desired) {
    const pods = formatCount(desired, 'pod');
    return waiting(`${updated} of ${pods} updated.`);
  }
  const old = countOf(status?.replicas) - updated;
  if (old > 0) return waiting(`${formatCount(old, 'old pod')} left.`);
  if (available < updated) {
    const pods = formatCount(updated, 'new pod');
    return waiting(`${available} of ${pods} available.`);
  }
  const pods = formatCount(desired, 'pod');
  return is('done', `${available} of ${pods} available.`);
}
