import type { V1Deployment } from '@kubernetes/client-node';
import { rolloutState } from '../../rollout';
import { mayAllBeAway, recreates, replicasOf } from './podsInWords';

export interface Look {
  refusals: string[];
  checks: string[];
  warnings: string[];
}

const isOnItsWayOut = ({ metadata }: V1Deployment) =>
  !!metadata?.deletionTimestamp;

function lookAtRollout(deployment: V1Deployment): Partial<Look> {
  const { state, why } = rolloutState(deployment, 0);
  return state === 'done'
    ? { checks: ['The last rollout is complete.'] }
    : { warnings: [`The last rollout isn't complete. ${why}`] };
}

function lookAtPods(deployment: V1Deployment): string[] {
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
export function lookAtDeployment(deployment: V1Deployment): Look {
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
  const { checks = [], warnings = [] } = lookAtRollout(deployment);
  return {
    refusals: [],
    checks: ["The deployment isn't paused.", ...checks],
    warnings: [...warnings, ...lookAtPods(deployment)],
  };
}
