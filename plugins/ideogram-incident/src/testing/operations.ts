import {
  builtInActions,
  type Action,
  type ActionList,
  type Operation,
  type OperationStep,
} from 'backstage-plugin-ideogram-incident-common';

export const RESPONDER = 'user:default/responder';
export const ADMINISTRATOR = 'user:default/administrator';

const TITLES: Record<string, { title: string }> = builtInActions;

/** An action that may be run, as the backend answers it. */
export function action(id: string, changes: Partial<Action> = {}): Action {
  return {
    id,
    title: TITLES[id]?.title ?? id,
    description: 'What it is for.',
    risk: 'low',
    allowed: true,
    refusals: [],
    checks: ['No other operation is changing this target.'],
    warnings: [],
    plan: ['IDEOGRAM_FALLBACK=true is set.', '6 pods restart one by one.'],
    parameters: { type: 'object', properties: {} },
    readOnly: false,
    needs: { reason: false, approval: false },
    ...changes,
  };
}

/** The rotation, which takes a secret. */
export function rotation(changes: Partial<Action> = {}): Action {
  return action('rotate-credential', {
    description: 'Replaces the key in ideogram-secrets.',
    risk: 'high',
    plan: [
      'Ideogram is asked whether it accepts the new key. If not, nothing changes.',
      'api-key is replaced. The other key of the secret stays.',
      '6 pods restart one by one, about 2 min.',
      'It is watched that 401 errors stop.',
    ],
    checks: [
      'You may rotate credentials of this component.',
      "The portal's account may do it in the cluster.",
      'The deployment is there and not paused.',
    ],
    parameters: {
      type: 'object',
      properties: {
        apiKey: {
          type: 'string',
          title: 'New key',
          minLength: 8,
          pattern: '^[!-~]*$',
          errorMessage: { pattern: 'The key holds a space: copy it again.' },
          writeOnly: true,
        },
      },
      required: ['apiKey'],
    },
    needs: { reason: true, approval: false },
    ...changes,
  });
}

export function actionList(
  actions: Action[],
  changes: Partial<ActionList> = {},
): ActionList {
  return {
    target: 'production',
    actsAs:
      "Acts in the cluster production as the portal's account; the record names you.",
    actions,
    ...changes,
  };
}

export function step(
  name: string,
  status: OperationStep['status'],
  at: string,
  message?: string,
): OperationStep {
  return { name, status, at, message };
}

/** An operation that runs; ids need not be UUIDs for the frontend. */
export function operation(
  id: string,
  createdAt: string,
  changes: Partial<Operation> = {},
): Operation {
  const actionId = changes.action ?? 'enable-fallback';
  return {
    id,
    entityRef: 'component:default/ideogram-integration',
    target: 'production',
    action: actionId,
    title: TITLES[actionId]?.title ?? actionId,
    actor: RESPONDER,
    status: 'running',
    createdAt,
    steps: [
      step('Deployment looked at', 'done', createdAt),
      step('Deployment changed', 'done', createdAt),
      step('Pods restart', 'running', createdAt, '3 of 6 ready'),
    ],
    rollout: { updated: 4, available: 3, desired: 6 },
    ...changes,
  };
}
