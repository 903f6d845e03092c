import type { V1Deployment } from '@kubernetes/client-node';
import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import { rolloutState } from '../../rollout';

export const replicasOf = ({ spec }: V1Deployment): number =>
  spec?.replicas ?? 1;

export const recreates = ({ spec }: V1Deployment): boolean =>
  spec?.strategy?.type === 'Recreate';

/** Whether all pods may be away before a new one serves. */
export function mayAllBeAway(deployment: V1Deployment): boolean {
  const { maxUnavailable } = deployment.spec?.strategy?.rollingUpdate ?? {};
  const all =
    typeof maxUnavailable === 'number'
      ? maxUnavailable >= replicasOf(deployment)
      : maxUnavailable === '100%';
  return all || recreates(deployment);
}

/** Such as `6 pods, one after the other`. */
function podsInTurn(deployment: V1Deployment): string {
  const replicas = replicasOf(deployment);
  const pods = formatCount(replicas, 'pod');
  if (replicas === 1) return pods;
  return mayAllBeAway(deployment)
    ? `${pods}, all at once`
    : `${pods}, one after the other`;
}

/** "Sets X=true" becomes "Sets X=true and restarts 6 pods, one after the other." */
export function andRestarts(what: string, deployment: V1Deployment): string {
  return replicasOf(deployment) === 0
    ? `${what}. No pod restarts, for none is wanted.`
    : `${what} and restarts ${podsInTurn(deployment)}.`;
}

export function restarts(deployment: V1Deployment): string {
  return `Restarts ${podsInTurn(deployment)}.`;
}

export interface DeploymentInspection {
  refusals: string[];
  checks: string[];
  warnings: string[];
}

function inspectPods(deployment: V1Deployment, available: number): string[] {
  if (replicasOf(deployment) === 0) {
    return ['The deployment is scaled to zero, so no pod notices the change.'];
  }
  // Where none serves now, a restart takes none away.
  if (available === 0) return [];
  if (recreates(deployment)) {
    return [
      'No pod serves while they restart, because the strategy is Recreate.',
    ];
  }
  return mayAllBeAway(deployment)
    ? [
        'Perhaps no pod serves while they restart, because the strategy lets all be unavailable at once.',
      ]
    : [];
}

/** Where it is not said already that nobody may be served. */
export function onlyPod(deployment: V1Deployment): string[] {
  return replicasOf(deployment) === 1 && !mayAllBeAway(deployment)
    ? [
        'There is only 1 pod: what it works on may be lost when it ends, and nobody is served if the new one fails later.',
      ]
    : [];
}

function refusalOf({ metadata, spec }: V1Deployment): string | undefined {
  if (metadata?.deletionTimestamp) return 'The deployment is being deleted.';
  return spec?.paused
    ? 'The deployment is paused, so no change reaches its pods: resume it with kubectl rollout resume, or ask who paused it.'
    : undefined;
}

/**
 * Whether a change of its pods makes sense now.
 *
 * @param endsRollout - for a change that takes the place of the last rollout:
 * one that isn't complete is no reason against it
 */
export function inspectDeployment(
  deployment: V1Deployment,
  { endsRollout = false }: { endsRollout?: boolean } = {},
): DeploymentInspection {
  const refusal = refusalOf(deployment);
  if (refusal) return { refusals: [refusal], checks: [], warnings: [] };
  const { state, why, available } = rolloutState(deployment, 0);
  const isComplete = state === 'done';
  return {
    refusals: [],
    checks: [
      "The deployment isn't paused.",
      ...(isComplete ? ['The last rollout is complete.'] : []),
    ],
    warnings: [
      ...(isComplete || endsRollout
        ? []
        : [`The last rollout isn't complete. ${why}`]),
      ...inspectPods(deployment, available),
    ],
  };
}

/** For one reason more there is nothing to be done. */
export const refusedFor = (look: DeploymentInspection, reason: string) => ({
  ...look,
  refusals: [...look.refusals, reason],
  plan: [],
});
