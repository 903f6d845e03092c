import type {
  AuditorService,
  AuditorServiceEvent,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Route } from 'backstage-plugin-ideogram-incident-common';
import type { Request } from 'express';

// Longer than any entity reference or target that there can be.
const MAX_LENGTH = 253;

const bounded = (value: unknown) =>
  typeof value === 'string' ? value.slice(0, MAX_LENGTH) : undefined;

/**
 * Puts an attempt on record before anything is checked, so that bad input and
 * a denial are on record too.
 */
export function recordAttempt(
  auditor: AuditorService,
  route: Route,
  req: Request,
): Promise<AuditorServiceEvent> {
  const { kind, namespace, name } = req.params;
  const target = bounded(req.query.target);
  return auditor.createEvent({
    eventId: route.auditEvent.id,
    severityLevel: route.auditEvent.severity,
    request: req,
    meta: {
      ...(kind !== undefined && {
        entityRef: bounded(stringifyEntityRef({ kind, namespace, name })),
      }),
      ...(target !== undefined && { target }),
    },
  });
}
