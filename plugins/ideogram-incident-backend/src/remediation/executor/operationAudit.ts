import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  maskSecrets,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import type { OperationResult } from './operationRun';

/**
 * Puts on record that an operation is carried out, or comes to its end without
 * having begun. Nobody asks over HTTP here: the event names who did.
 *
 * @param target - left out where nothing of it is touched
 * @returns puts on record how it ended
 */
export async function recordInAudit(
  auditor: AuditorService,
  operation: Operation,
  target?: RemediationTarget,
): Promise<(result: OperationResult | { status: 'stopped' }) => Promise<void>> {
  const { id, action, actor, entityRef, reason } = operation;
  const { cluster, namespace, deployment } = target?.kubernetes ?? {};
  const event = await auditor.createEvent({
    eventId: target ? 'operation-execute' : 'operation-end',
    severityLevel: 'medium',
    meta: {
      operation: id,
      action,
      actor,
      entityRef,
      target: operation.target,
      ...(target && { cluster, namespace, deployment }),
      ...(reason && { reason }),
    },
  });
  return async result => {
    if (result.status === 'stopped') {
      await event.success({ meta: { outcome: 'stopped' } });
      return;
    }
    if (result.status === 'succeeded') {
      await event.success({ meta: { outcome: result.outcome } });
      return;
    }
    const { issue, cause } = result.error;
    await event.fail({
      meta: { status: result.status },
      error: new Error(maskSecrets(`${issue} ${cause}`).text),
    });
  };
}
