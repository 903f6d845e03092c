import type {
  AuditorService,
  AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  maskSecrets,
  type Route,
} from 'backstage-plugin-ideogram-incident-common';
import type { Request } from 'express';
import type { OperationSubject } from './enforce';
import type { RequestBody } from './requestBody';

// Longer than any entity reference or target that there can be.
const MAX_LENGTH = 253;
const MAX_REASON_LENGTH = 1000;

const bounded = (value: unknown, length = MAX_LENGTH) =>
  typeof value === 'string' && value !== ''
    ? value.slice(0, length)
    : undefined;

/** Never the parameters: a key is one of them. */
function saidIn(body: RequestBody | undefined) {
  const value = body && 'value' in body ? body.value : undefined;
  if (typeof value !== 'object' || value === null) return {};
  const { target, reason, dryRun, parameters } = value as Record<
    string,
    unknown
  >;
  // A key that was pasted into the reason too.
  const known = Object.values(Object(parameters)).filter(
    each => typeof each === 'string',
  );
  return {
    target: bounded(target),
    // Masked as a whole: of a key that is cut in two, the rest is not known.
    reason:
      typeof reason === 'string'
        ? bounded(maskSecrets(reason, known).text, MAX_REASON_LENGTH)
        : undefined,
    dryRun: dryRun === true ? true : undefined,
  };
}

/** What an operation is about, for the record: its path has only its id. */
export const aboutOperation = ({
  entityRef,
  target,
  action,
}: OperationSubject) => ({ entityRef, target, action });

export type AboutOperation = ReturnType<typeof aboutOperation>;

/**
 * Puts an attempt on record before anything is checked, so that bad input and
 * a denial are on record too.
 */
export function recordAttempt(
  auditor: AuditorService,
  route: Route,
  req: Request,
  body?: RequestBody,
): Promise<AuditorServiceEvent> {
  const { kind, namespace, name, action, id } = req.params;
  const said = {
    entityRef:
      kind === undefined
        ? undefined
        : bounded(stringifyEntityRef({ kind, namespace, name })),
    action: bounded(action),
    operation: bounded(id),
    target: bounded(req.query.target),
    ...saidIn(body),
  };
  return auditor.createEvent({
    eventId: route.auditEvent.id,
    severityLevel: route.auditEvent.severity,
    request: req,
    meta: Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    ),
  });
}
