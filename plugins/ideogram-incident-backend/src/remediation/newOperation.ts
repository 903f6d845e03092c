import { randomUUID } from 'node:crypto';
import type {
  Approval,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';

/** @param approval - where a second person has to agree */
export function newOperation(
  wish: {
    entityRef: string;
    target: RemediationTarget;
    action: RemediationAction;
    actor: string;
    body: { reason?: string };
  },
  approval?: Approval,
): Operation {
  const { entityRef, target, action, actor, body } = wish;
  const at = new Date().toISOString();
  return {
    id: randomUUID(),
    entityRef,
    target: target.name,
    action: action.id,
    title: action.title,
    actor,
    ...(body.reason && { reason: body.reason }),
    status: approval ? 'awaiting-approval' : 'pending',
    createdAt: at,
    steps: [{ name: 'Recorded', status: 'done', at }],
    ...(approval && { approval }),
  };
}
