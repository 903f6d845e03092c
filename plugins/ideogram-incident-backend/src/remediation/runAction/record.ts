import {
  type ActionRequest,
  type Approval,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationAction,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { contentHash } from '../../jobs';
import { fingerprintOf } from '../../redaction';

/**
 * Tells whether an idempotency key comes again with the same request. Secrets
 * go in as fingerprints, so that the hash says nothing about them.
 */
export function requestHash(
  request: {
    entityRef: string;
    target: string;
    action: string;
    reason?: string;
    incidentId?: string;
    parameters: Record<string, unknown>;
  },
  secretNames: readonly string[],
): string {
  const parameters = Object.fromEntries(
    Object.entries(request.parameters).map(([name, value]) => [
      name,
      secretNames.includes(name) ? fingerprintOf(String(value)) : value,
    ]),
  );
  return contentHash({ ...request, parameters });
}

type Parameters = Record<string, unknown>;

/** The names of the parameters that are secrets: `writeOnly` in the schema. */
export function secretNamesOf({ parameters }: RemediationAction): string[] {
  const { properties = {} } = z.toJSONSchema(parameters) as {
    properties?: Record<string, { writeOnly?: boolean }>;
  };
  return Object.keys(properties).filter(name => properties[name].writeOnly);
}

/** Parameters as they may be stored. */
export function withoutSecrets(
  parameters: Parameters,
  secretNames: readonly string[],
): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => !secretNames.includes(name)),
  );
}

/** What may be secret of them: whoever pastes a key may paste it twice. */
export const secretsIn = (parameters: Parameters): string[] =>
  Object.values(parameters).filter(value => typeof value === 'string');

/** @param approval - where a second person has to agree */
export function newOperation(
  command: {
    entityRef: string;
    target: RemediationTarget;
    action: RemediationAction;
    actor: string;
    body: Pick<ActionRequest, 'reason' | 'incidentId'>;
  },
  approval?: Approval,
): Operation {
  const { entityRef, target, action, actor, body } = command;
  const at = new Date().toISOString();
  return {
    id: randomUUID(),
    entityRef,
    target: target.name,
    action: action.id,
    title: action.title,
    actor,
    ...(body.reason && { reason: body.reason }),
    ...(body.incidentId && { incidentId: body.incidentId }),
    status: approval ? 'awaiting-approval' : 'pending',
    createdAt: at,
    steps: [{ name: 'Recorded', status: 'done', at }],
    ...(approval && { approval }),
  };
}
