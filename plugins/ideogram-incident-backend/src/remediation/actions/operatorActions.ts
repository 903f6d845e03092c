import { formatCount } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import type { OperatorAction } from '../config';
import type { ActionWords } from './actionWords';
import { pairInWords } from './envOverride/override';
import {
  createDisableAction,
  createEnableAction,
  type OverrideActions,
} from './envOverride/overrideActions';
import { createRestartAction } from './workload/restart';
import { createScaleAction } from './workload/scale';
import { createUndoRolloutAction } from './workload/undoRollout';

function wordsOf(
  { id, title, description, risk }: OperatorAction,
  byDefault: string,
): ActionWords {
  return { id, title, description: description ?? byDefault, risk };
}

function overrideOf(
  action: OperatorAction & { kind: 'setEnv' },
): OverrideActions {
  const { id, title, risk, env, value, container } = action;
  return {
    enable: wordsOf(action, `Sets ${pairInWords(env, value)}.`),
    disable: {
      id: `revert-${id}`,
      title: `Revert: ${title}`,
      description: `Restores what stood there before ${title}.`,
      risk,
    },
    overrideOf: ({ kubernetes }) => ({
      env,
      value,
      container: container ?? kubernetes.container,
      configuredAt: `remediation.actions.${id}.container`,
    }),
    verifiedBy: 'pods',
    revertVerifiedBy: 'pods',
  };
}

function actionsOf(action: OperatorAction): RemediationAction[] {
  switch (action.kind) {
    case 'setEnv': {
      const override = overrideOf(action);
      return [createEnableAction(override), createDisableAction(override)];
    }
    case 'restart':
      return [createRestartAction(wordsOf(action, 'Replaces the pods.'))];
    case 'scale':
      return [
        createScaleAction(
          wordsOf(action, `Scales to ${formatCount(action.replicas, 'pod')}.`),
          action.replicas,
        ),
      ];
    default:
      return [
        createUndoRolloutAction(
          wordsOf(
            action,
            'Goes back to the rollout before the present one (restarts not counted).',
          ),
        ),
      ];
  }
}

/** What an operator's configuration adds; an env entry can be reverted too. */
export function createOperatorActions(
  actions: readonly OperatorAction[],
): RemediationAction[] {
  return actions.flatMap(actionsOf);
}
