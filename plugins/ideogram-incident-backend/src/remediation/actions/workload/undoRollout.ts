import {
  cautionsOf,
  escalationContact,
} from 'backstage-plugin-ideogram-incident-common';
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
import { type FormerRollout, formerRollout } from './formerRollout';
import { andRestarts, inspectDeployment } from './inspectDeployment';

function withoutHistory(deployment: V1Deployment): string[] {
  if (deployment.spec?.revisionHistoryLimit === 0) {
    return ['The deployment keeps no former rollouts.'];
  }
  return revisionOf(deployment) === 1
    ? ['There was no rollout before the present one.']
    : [];
}

function whereTo(revision: number | undefined, former?: FormerRollout) {
  if (former) {
    return `Rolls back from ${
      revision === undefined ? 'the present revision' : `revision ${revision}`
    } to ${former.to}`;
  }
  const from = revision === undefined ? '' : ` ${revision}`;
  return `Goes back from rollout${from} to the one before it (restarts not counted)`;
}

/** Does what `kubectl rollout undo` does, but goes back past mere restarts. */
export function createUndoRolloutAction(words: ActionWords): RemediationAction {
  return {
    ...words,
    ...ofDeployment,
    access: [...ofDeployment.access, 'list replicasets'],
    verifiedBy: 'pods',
    assess(input) {
      const { deployment, readings } = input;
      const look = inspectDeployment(deployment, { endsRollout: true });
      const { metadata } = deployment;
      const former = formerRollout(input, words.id);
      return {
        ...look,
        refusals: [...look.refusals, ...withoutHistory(deployment)],
        warnings: [
          ...look.warnings,
          ...gitOpsWarnings({ kind: 'Deployment', metadata }, 'template'),
          ...(former?.warnings ?? []),
          ...cautionsOf('undo-rollout', readings),
        ],
        plan: [
          andRestarts(whereTo(revisionOf(deployment), former), deployment),
          ...(former ? [former.about] : []),
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
          cause: `The cluster has kept no other version of ${target.kubernetes.deployment} than the present one.`,
          solution: `Deploy the former version again, or ask ${escalationContact(
            target,
          )}.`,
        });
      }
      return { deployment: undoRolloutPatch(deployment, previous) };
    },
  };
}
