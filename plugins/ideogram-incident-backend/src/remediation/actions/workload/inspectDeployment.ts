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

const isOnItsWayOut = ({ metadata }: V1Deployment) =>
  !!metadata?.deletionTimestamp;

function inspectRollout(
  deployment: V1Deployment,
): Partial<DeploymentInspection> {
  const { state, why } = rolloutState(deployment, 0);
  return state === 'done'
    ? { checks: ['The last rollout is complete.'] }
    : { warnings: [`The last rollout isn't complete. ${why}`] };
}

function inspectPods(deployment: V1Deployment): string[] {
  if (replicasOf(deployment) === 0) {
    return ['The deployment is scaled to zero, so no pod notices the change.'];
  }
  if (recreates(deployment)) {
    return ['No pod serves while they restart, for the strategy is Recreate.'];
  }
  return mayAllBeAway(deployment)
    ? [
        'Perhaps no pod serves while they restart, for the strategy lets all be unavailable at once.',
      ]
    : [];
}

/** Whether a change of its pods makes sense now. */
export function inspectDeployment(
  deployment: V1Deployment,
): DeploymentInspection {
  if (isOnItsWayOut(deployment)) {
    return {
      refusals: ['The deployment is being deleted.'],
      checks: [],
      warnings: [],
    };
  }
  if (deployment.spec?.paused) {
    return {
      refusals: [
        'The deployment is paused, so no change reaches its pods: resume it with kubectl rollout resume, or ask who paused it.',
      ],
      checks: [],
      warnings: [],
    };
  }
  const { checks = [], warnings = [] } = inspectRollout(deployment);
  return {
    refusals: [],
    checks: ["The deployment isn't paused.", ...checks],
    warnings: [...warnings, ...inspectPods(deployment)],
  };
}
