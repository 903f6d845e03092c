import { escalationContact } from 'backstage-plugin-ideogram-incident-common';
import type { V1Deployment } from '@kubernetes/client-node';
import {
  ActionError,
  type RemediationAction,
} from 'backstage-plugin-ideogram-incident-node';
import {
  previousReplicaSet,
  revisionOf,
  undoRolloutPatch,
} from '../../patches';
import { type ActionWords, ofDeployment } from '../actionWords';
import { gitOpsWarnings } from '../gitOpsWarnings';
import { andRestarts, inspectDeployment } from './inspectDeployment';

function withoutHistory(deployment: V1Deployment): string[] {
  if (deployment.spec?.revisionHistoryLimit === 0) {
    return ['The deployment keeps no former rollouts.'];
  }
  return revisionOf(deployment) === 1
    ? ['There was no rollout before the present one.']
    : [];
}

/** Does what `kubectl rollout undo` does, but goes back past mere restarts. */
export function createUndoRolloutAction(words: ActionWords): RemediationAction {
  return {
    ...words,
    ...ofDeployment,
    access: [...ofDeployment.access, 'list replicasets'],
    verifiedBy: 'pods',
    assess({ deployment }) {
      const look = inspectDeployment(deployment);
      const { metadata } = deployment;
      const revision = revisionOf(deployment);
      const from = revision === undefined ? '' : ` ${revision}`;
      return {
        ...look,
        refusals: [...look.refusals, ...withoutHistory(deployment)],
        warnings: [
          ...look.warnings,
          ...gitOpsWarnings({ kind: 'Deployment', metadata }, 'template'),
        ],
        plan: [
          andRestarts(
            `Goes back, past mere restarts, from rollout${from} to the one before it`,
            deployment,
          ),
        ],
      };
    },
    async changes({ target, deployment, cluster }) {
      const previous = previousReplicaSet(
        deployment,
        await cluster.replicaSets(),
      );
      if (!previous) {
        throw new ActionError({
          issue:
            'Nothing was changed: there is no former rollout to go back to.',
          cause: `The cluster keeps none of ${target.kubernetes.deployment} that differs from the present one by more than a restart.`,
          solution: `Deploy the former version again, or ask ${escalationContact(
            target,
          )}.`,
        });
      }
      return { deployment: undoRolloutPatch(deployment, previous) };
    },
  };
}
