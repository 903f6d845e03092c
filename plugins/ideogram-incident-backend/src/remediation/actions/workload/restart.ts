import { cautionsOf } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import { restartPatch } from '../../patches';
import { type ActionWords, ofDeployment } from '../actionWords';
import {
  inspectDeployment,
  onlyPod,
  refusedFor,
  replicasOf,
  restarts,
} from './inspectDeployment';

/** Does what `kubectl rollout restart` does. */
export function createRestartAction(words: ActionWords): RemediationAction {
  return {
    ...words,
    ...ofDeployment,
    verifiedBy: 'pods',
    assess({ deployment, readings }) {
      const look = inspectDeployment(deployment);
      return replicasOf(deployment) === 0
        ? refusedFor(
            look,
            'The deployment is scaled to zero: there is no pod to restart.',
          )
        : {
            ...look,
            warnings: [
              ...look.warnings,
              ...onlyPod(deployment),
              ...cautionsOf('restart', readings),
            ],
            plan: [restarts(deployment)],
          };
    },
    async changes({ operation }) {
      return { deployment: restartPatch(operation.at) };
    },
  };
}
